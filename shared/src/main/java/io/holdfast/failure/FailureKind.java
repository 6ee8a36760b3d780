package io.holdfast.failure;

/** What kind of trouble stopped the work; programs decide by it, people read the message. */
public enum FailureKind {
    /** The caller asked for something that makes no sense: a bad flag, a malformed name. */
    INVALID_INPUT,
    /** The named object, bucket, snapshot, pod or volume does not exist. */
    NOT_FOUND,
    /** An object that must be created once is there already. */
    ALREADY_EXISTS,
    /** The other side knows who we are, or does not, and refuses. */
    ACCESS_DENIED,
    /** No key of the repository opens with this password. */
    WRONG_PASSWORD,
    /** Stored bytes are not what was written: wrong id, failed authentication, truncated, unparsable. */
    CORRUPT,
    /** Somebody else holds a lock that excludes this work. */
    LOCKED,
    /** A version or feature that this program does not handle. */
    UNSUPPORTED,
    /** A file or directory of the source could not be read. */
    UNREADABLE,
    /** A file of the source was written to, or replaced, while it was read. */
    CHANGED,
    /** A file or directory of the target could not be written. */
    UNWRITABLE,
    /** No space is left where the bytes should go. */
    NO_SPACE,
    /** The other side did not answer, or answered that it cannot now; trying again may help. */
    UNAVAILABLE,
    /** A wait reached its deadline. */
    DEADLINE,
    /** Somebody asked for the work to stop. */
    CANCELLED,
    /** A lease or lock was lost while the work ran, so it had to stop writing. */
    LEASE_LOST,
    /** A defect of this program. */
    INTERNAL
}
