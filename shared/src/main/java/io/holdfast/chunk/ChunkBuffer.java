package io.holdfast.chunk;

import java.util.Arrays;

/** A worker's memory for one chunk, which grows to what the chunks of a file need and is used again for each. */
public final class ChunkBuffer {
    private static final int SMALLEST = 64 * 1024;
    private static final int MEBIBYTE = 1 << 20;

    private byte[] bytes = new byte[0];

    /** The memory; its beginning is the chunk last cut into it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Makes room for as many bytes, keeping those that are there. */
    void ensure(int length) {
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, rounded(length));
        }
    }

    /** Keeps no more than a mebibyte, as the lease on more ends with the file. */
    public void shrink() {
        if (bytes.length > MEBIBYTE) {
            bytes = new byte[0];
        }
    }

    private static int rounded(int length) {
        return length > MEBIBYTE
                ? Math.ceilDiv(length, MEBIBYTE) * MEBIBYTE
                : Math.max(SMALLEST, Integer.highestOneBit(length - 1) << 1);
    }
}
