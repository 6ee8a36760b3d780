package io.holdfast.linux;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/**
 * The kernel refused a call. Carries the error number; the message names the call and the last component of the path
 * only, since nothing here knows the whole path: the boundary that does adds it with {@link #at}.
 */
public final class LinuxError extends IOException {
    private final int errno;
    private final String what;
    private final String reason;

    LinuxError(int errno, String what) {
        this(errno, what, Errno.describe(errno));
    }

    private LinuxError(int errno, String what, String reason) {
        super(what + ": " + reason);
        this.errno = errno;
        this.what = what;
        this.reason = reason;
    }

    /** A name now stands for another file than the one that was looked at before. */
    public static LinuxError moved(FileName name) {
        return new LinuxError(Errno.ESTALE, "find " + name + " again, which was moved or replaced meanwhile");
    }

    /** A flag keeps the entry from being changed, and this process may not take it away. */
    public static LinuxError isProtected(String name, Set<Protection> protections) {
        Protection first = protections.iterator().next();
        return new LinuxError(
                Errno.EPERM,
                "change or replace " + name,
                "it is " + first.label() + ", and only CAP_LINUX_IMMUTABLE allows to end that; run " + first.remedy()
                        + " on it first");
    }

    /** Deeper than this program follows directories. */
    public static LinuxError tooDeep(FileName name) {
        return new LinuxError(Errno.ENAMETOOLONG, "go down into " + name + ", which lies deeper than a backup goes");
    }

    /** No call takes a name this long. */
    static LinuxError nameTooLong(byte[] name) {
        String start = FileName.printable(Arrays.copyOf(name, 64));
        return new LinuxError(Errno.ENAMETOOLONG, "take " + start + "… of " + name.length + " bytes from the listing");
    }

    public int errno() {
        return errno;
    }

    /** What could not be done and why: {@code cannot open x: permission denied}. */
    public String sentence() {
        return "cannot " + what + ": " + reason();
    }

    /** The reason alone: {@code permission denied}. */
    public String reason() {
        return reason;
    }

    /** The kind that the number itself tells (gone, no space, unsupported), or else the caller's. */
    public FailureKind kind(FailureKind otherwise) {
        return switch (errno) {
            case Errno.ENOENT, Errno.ESTALE -> FailureKind.NOT_FOUND;
            case Errno.ENOSPC, Errno.EDQUOT -> FailureKind.NO_SPACE;
            case Errno.ENOSYS -> FailureKind.UNSUPPORTED;
            default -> otherwise;
        };
    }

    /** The failure as the operator sees it, with the path that the caller knows. */
    public BackupException at(String path, FailureKind otherwise) {
        String place = what.endsWith(path) ? "" : " at " + path;
        return new BackupException(kind(otherwise), "cannot " + what + place + ": " + reason(), this);
    }
}
