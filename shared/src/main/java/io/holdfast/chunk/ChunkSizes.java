package io.holdfast.chunk;

/** How long chunks are, in bytes. The last chunk of a file may be shorter than {@code min}. */
public record ChunkSizes(int min, int average, int max) {
    /** restic's own, which its sparse restore relies on: it makes holes of runs of exactly 512 KiB zeros. */
    public static final ChunkSizes DEFAULT = new ChunkSizes(512 * 1024, 1024 * 1024, 8 * 1024 * 1024);

    public ChunkSizes {
        boolean ordered = Chunker.WINDOW <= min && min < average && average < max;
        if (!ordered || Integer.bitCount(average - min) != 1) {
            throw new IllegalArgumentException(
                    "chunk sizes must rise, and average - min be a power of two: " + min + ", " + average + ", " + max);
        }
    }
}
