package io.holdfast.linux;

/** Error numbers as asm-generic/errno-base.h and errno.h define them, the same on both processors. */
public final class Errno {
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EINTR = 4;
    public static final int EIO = 5;
    public static final int ENXIO = 6;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int EXDEV = 18;
    public static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    public static final int ENFILE = 23;
    public static final int EMFILE = 24;
    public static final int EFBIG = 27;
    public static final int ENOSPC = 28;
    public static final int EROFS = 30;
    public static final int ERANGE = 34;
    public static final int ENAMETOOLONG = 36;
    public static final int ENOSYS = 38;
    public static final int ENOTEMPTY = 39;
    public static final int ELOOP = 40;
    public static final int ENODATA = 61;
    public static final int EOPNOTSUPP = 95;
    public static final int ESTALE = 116;
    public static final int EDQUOT = 122;

    private Errno() {}

    static String describe(int errno) {
        return switch (errno) {
            case EPERM -> "operation not permitted";
            case ENOENT -> "no such file or directory";
            case EIO -> "input/output error";
            case ENXIO -> "no such device or address";
            case EAGAIN -> "another program holds a lease on it";
            case EACCES -> "permission denied";
            case EEXIST -> "it exists already";
            case EXDEV -> "it leads to another file system or out of its directory";
            case ENOTDIR -> "not a directory";
            case EISDIR -> "it is a directory";
            case EINVAL -> "invalid argument";
            case ENFILE, EMFILE -> "too many open files";
            case EFBIG -> "file too large";
            case ENOSPC -> "no space left on the device";
            case EROFS -> "the file system is read-only";
            case ENAMETOOLONG -> "the name is too long";
            case ENOSYS -> "this kernel does not know the call: Linux 5.6 or newer is needed";
            case ENOTEMPTY -> "the directory is not empty";
            case ELOOP -> "it is a symbolic link";
            case ENODATA -> "no such attribute";
            case EOPNOTSUPP -> "the file system does not support it";
            case ESTALE -> "the file server no longer knows the file";
            case EDQUOT -> "the disk quota is used up";
            default -> "error number " + errno;
        };
    }
}
