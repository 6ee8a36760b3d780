package io.holdfast.blob;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash by which something is known. Four words rather than an array, because millions of them are alive. */
public abstract sealed class HashId implements Comparable<HashId> permits BlobId, FileId {
    /** Bytes in an id. */
    public static final int LENGTH = 32;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final long w0;
    private final long w1;
    private final long w2;
    private final long w3;

    HashId(byte[] bytes, int offset) {
        this(word(bytes, offset), word(bytes, offset + 8), word(bytes, offset + 16), word(bytes, offset + 24));
    }

    HashId(long w0, long w1, long w2, long w3) {
        this.w0 = w0;
        this.w1 = w1;
        this.w2 = w2;
        this.w3 = w3;
    }

    /** Eight bytes of the id, big-endian; word 0 holds the first ones. */
    public final long word(int index) {
        return switch (index) {
            case 0 -> w0;
            case 1 -> w1;
            case 2 -> w2;
            case 3 -> w3;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    /** Writes the 32 bytes to the target from the offset on. */
    public final void copyTo(byte[] target, int offset) {
        WORD.set(target, offset, w0);
        WORD.set(target, offset + 8, w1);
        WORD.set(target, offset + 16, w2);
        WORD.set(target, offset + 24, w3);
    }

    public final byte[] toBytes() {
        byte[] bytes = new byte[LENGTH];
        copyTo(bytes, 0);
        return bytes;
    }

    /** 64 lower-case hex digits. */
    public final String toHex() {
        return HexFormat.of().formatHex(toBytes());
    }

    /** The first eight hex digits, as people and restic name it. */
    public final String toShortHex() {
        return HexFormat.of().toHexDigits(w0).substring(0, 8);
    }

    @Override
    public final int compareTo(HashId other) {
        int order = Long.compareUnsigned(w0, other.w0);
        return order != 0 ? order : Arrays.compareUnsigned(toBytes(), other.toBytes());
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof HashId id
                && id.getClass() == getClass()
                && w0 == id.w0
                && w1 == id.w1
                && w2 == id.w2
                && w3 == id.w3;
    }

    @Override
    public final int hashCode() {
        return Long.hashCode(w0);
    }

    @Override
    public final String toString() {
        return toHex();
    }

    static byte[] parse(String hex) {
        if (hex.length() != 2 * LENGTH) {
            throw new IllegalArgumentException("not an id of 64 hex digits: " + hex);
        }
        return HexFormat.of().parseHex(hex);
    }

    private static long word(byte[] bytes, int offset) {
        return (long) WORD.get(bytes, offset);
    }
}
