package io.holdfast.objectstore;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.Errno;
import io.holdfast.linux.LinuxError;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Turns what the file system says into failures that name the directory and the object. */
final class DirectoryFailures {
    private final Path root;

    DirectoryFailures(Path root) {
        this.root = root;
    }

    /** {@code action} completes "could not …", for instance "write". */
    BackupException of(String action, String key, IOException cause) {
        return switch (cause) {
            case ClosedByInterruptException _ ->
                new BackupException(
                        FailureKind.CANCELLED, "the attempt to " + action + " " + key + " was cancelled", cause);
            case NoSuchFileException _ -> notFound(key, cause);
            case AccessDeniedException _ ->
                failure(FailureKind.ACCESS_DENIED, action, key, "permission denied; check the owner and mode", cause);
            default -> bySaying(action, key, cause);
        };
    }

    /**
     * Why a file got no name. It was written beside that name a moment ago, so what is not permitted is not to write there, but
     * to link: vfat and exFAT say so, while CIFS and FUSE do not support or not know the call.
     */
    BackupException notLinked(String key, LinuxError cause) {
        return switch (cause.errno()) {
            case Errno.EPERM, Errno.EOPNOTSUPP, Errno.ENOSYS ->
                new BackupException(
                        FailureKind.UNSUPPORTED,
                        "the file system of " + root + " has no hard links, so " + key
                                + " cannot be created exactly once; keep the store on another file system",
                        cause);
            case Errno.EACCES, Errno.EROFS ->
                failure(
                        FailureKind.ACCESS_DENIED,
                        "create",
                        key,
                        cause.reason() + "; make the directory writable",
                        cause);
            case Errno.ENOSPC, Errno.EDQUOT ->
                failure(FailureKind.NO_SPACE, "create", key, cause.reason() + "; free some or enlarge it", cause);
            case Errno.ENOENT -> notFound(key, cause);
            case Errno.ENAMETOOLONG -> failure(FailureKind.INVALID_INPUT, "create", key, cause.reason(), cause);
            default -> failure(FailureKind.UNAVAILABLE, "create", key, cause.reason(), cause);
        };
    }

    BackupException notFound(String key, IOException cause) {
        return new BackupException(FailureKind.NOT_FOUND, "there is no " + key + " in " + root, cause);
    }

    BackupException tooShort(String key, long offset, int length) {
        return new BackupException(
                FailureKind.CORRUPT,
                key + " in " + root + " is shorter than its " + length + " bytes from " + offset + " need");
    }

    // The JDK has no exception type for a full disk: only the text of the errno tells.
    private BackupException bySaying(String action, String key, IOException cause) {
        String said = reason(cause);
        if (said.contains("No space left") || said.contains("quota exceeded")) {
            return failure(FailureKind.NO_SPACE, action, key, "no space is left there; free some or enlarge it", cause);
        }
        if (said.contains("Read-only file system") || said.contains("Operation not permitted")) {
            return failure(FailureKind.ACCESS_DENIED, action, key, said + "; make the directory writable", cause);
        }
        if (said.contains("Not a directory") || said.contains("Is a directory") || said.contains("name too long")) {
            return failure(FailureKind.INVALID_INPUT, action, key, said, cause);
        }
        return failure(FailureKind.UNAVAILABLE, action, key, said, cause);
    }

    private BackupException failure(FailureKind kind, String action, String key, String why, IOException cause) {
        return new BackupException(kind, "could not " + action + " " + key + " in " + root + ": " + why, cause);
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException known ? known.getReason() : cause.getMessage();
        return reason == null ? cause.toString() : reason;
    }
}
