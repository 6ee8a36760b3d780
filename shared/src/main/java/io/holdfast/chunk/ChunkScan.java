package io.holdfast.chunk;

/**
 * The search for the end of one chunk while its bytes arrive. The chunk begins at the buffer's first byte; the caller calls
 * {@link #advance} each time it has read more behind it. Used by one thread at a time.
 */
public final class ChunkScan {
    private final Chunker chunker;
    private int searched;
    private int end = Integer.MAX_VALUE;

    ChunkScan(Chunker chunker) {
        this.chunker = chunker;
        this.searched = chunker.sizes().min();
    }

    /**
     * Whether the chunk's end is known and all its bytes are there.
     *
     * @param available how many bytes of the file from the chunk's start on the buffer holds
     */
    public boolean advance(byte[] buffer, int available) {
        int limit = Math.min(available, chunker.sizes().max());
        if (end == Integer.MAX_VALUE && limit >= searched) {
            int boundary = chunker.findBoundary(buffer, searched, limit);
            searched = limit + 1;
            if (boundary >= 0) {
                end = chunker.endBehind(buffer, boundary);
            } else if (limit == chunker.sizes().max()) {
                end = limit;
            }
        }
        return end <= available;
    }

    /** How long the chunk is, once {@link #advance} has said so; what is behind it begins the next chunk. */
    public int length() {
        if (end == Integer.MAX_VALUE) {
            throw new IllegalStateException("the end of the chunk is not known yet");
        }
        return end;
    }
}
