package io.holdfast.chunk;

import java.util.Arrays;

/** A worker's memory for one chunk, which grows to what the chunks need and is used again for each. */
public final class ChunkBuffer {
    private static final int SMALLEST = 64 * 1024;

    private byte[] bytes = new byte[0];

    /** The memory; its beginning is the chunk last cut into it. */
    public byte[] bytes() {
        return bytes;
    }

    /** Makes room for as many bytes, keeping those that are there. */
    void ensure(int length) {
        if (length > bytes.length) {
            int rounded = Math.max(SMALLEST, Integer.highestOneBit(length - 1) << 1);
            bytes = Arrays.copyOf(bytes, rounded);
        }
    }
}
