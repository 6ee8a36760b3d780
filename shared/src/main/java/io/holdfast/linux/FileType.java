package io.holdfast.linux;

/** What an entry of a directory is, by the type bits of its mode. */
public enum FileType {
    REGULAR(8),
    DIRECTORY(4),
    SYMLINK(10),
    FIFO(1),
    SOCKET(12),
    CHARACTER_DEVICE(2),
    BLOCK_DEVICE(6),
    /** The file system does not tell while listing; the entry's status does. */
    UNKNOWN(0);

    private final int bits;

    FileType(int bits) {
        this.bits = bits;
    }

    /** Bits 12 to 15 of a mode, which getdents64(2) gives as {@code d_type} too. */
    public int bits() {
        return bits;
    }

    /** The type of these bits; UNKNOWN for those that no type has. */
    public static FileType ofBits(int bits) {
        return switch (bits) {
            case 1 -> FIFO;
            case 2 -> CHARACTER_DEVICE;
            case 4 -> DIRECTORY;
            case 6 -> BLOCK_DEVICE;
            case 8 -> REGULAR;
            case 10 -> SYMLINK;
            case 12 -> SOCKET;
            default -> UNKNOWN;
        };
    }
}
