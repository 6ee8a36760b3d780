package io.holdfast.snapshot;

/**
 * Translates between {@code st_mode} and Go's {@code os.FileMode}, which trees store: permission bits are the same, type and
 * set-id bits lie elsewhere. Source: the constants of Go's package io/fs.
 */
public final class NodeMode {
    private static final int DIRECTORY = 1 << 31;
    private static final int SYMLINK = 1 << 27;
    private static final int DEVICE = 1 << 26;
    private static final int FIFO = 1 << 25;
    private static final int SOCKET = 1 << 24;
    private static final int SETUID = 1 << 23;
    private static final int SETGID = 1 << 22;
    private static final int CHARACTER_DEVICE = 1 << 21;
    private static final int STICKY = 1 << 20;
    private static final int IRREGULAR = 1 << 19;

    /** From the highest bit on. */
    private static final String LETTERS = "dalTLDpSugct?";

    private static final String PERMISSIONS = "rwxrwxrwx";

    private NodeMode() {}

    /** Go's mode for the permission and set-id bits of an {@code st_mode} on a node of this type. */
    public static int ofUnix(NodeType type, int unixMode) {
        int mode = unixMode & 0777;
        mode |= (unixMode & 04000) != 0 ? SETUID : 0;
        mode |= (unixMode & 02000) != 0 ? SETGID : 0;
        mode |= (unixMode & 01000) != 0 ? STICKY : 0;
        return mode | typeBits(type);
    }

    /** The permission and set-id bits, as chmod(2) takes them. */
    public static int toUnix(int mode) {
        int unixMode = mode & 0777;
        unixMode |= (mode & SETUID) != 0 ? 04000 : 0;
        unixMode |= (mode & SETGID) != 0 ? 02000 : 0;
        unixMode |= (mode & STICKY) != 0 ? 01000 : 0;
        return unixMode;
    }

    /** As Go and restic write it, such as {@code drwxr-xr-x}: a letter for each type and set-id bit, then the permissions. */
    public static String text(int mode) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < LETTERS.length(); bit++) {
            if ((mode & (DIRECTORY >>> bit)) != 0) {
                text.append(LETTERS.charAt(bit));
            }
        }
        if (text.isEmpty()) {
            text.append('-');
        }
        for (int bit = 0; bit < PERMISSIONS.length(); bit++) {
            text.append((mode & (0400 >>> bit)) != 0 ? PERMISSIONS.charAt(bit) : '-');
        }
        return text.toString();
    }

    private static int typeBits(NodeType type) {
        return switch (type) {
            case FILE, UNKNOWN -> 0;
            case DIRECTORY -> DIRECTORY;
            case SYMLINK -> SYMLINK;
            case BLOCK_DEVICE -> DEVICE;
            case CHARACTER_DEVICE -> DEVICE | CHARACTER_DEVICE;
            case FIFO -> FIFO;
            case SOCKET -> SOCKET;
            case IRREGULAR -> IRREGULAR;
        };
    }
}
