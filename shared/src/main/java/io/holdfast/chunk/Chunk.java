package io.holdfast.chunk;

/**
 * One piece of a file's content. Only {@link FileChunks} makes it; its bytes are the first {@code length} of the buffer that
 * was filled, except for a hole's: they are zeros that were never read.
 */
public final class Chunk {
    private final int index;
    private final int length;
    private final boolean hole;

    Chunk(int index, int length, boolean hole) {
        this.index = index;
        this.length = length;
        this.hole = hole;
    }

    /** Its place among the chunks of the range, from zero. */
    public int index() {
        return index;
    }

    public int length() {
        return length;
    }

    /** Whether it is exactly the minimum's length of zeros, and the buffer was not touched. */
    public boolean isHole() {
        return hole;
    }
}
