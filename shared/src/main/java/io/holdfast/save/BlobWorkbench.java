package io.holdfast.save;

import io.holdfast.chunk.ChunkSizes;
import io.holdfast.compress.BlobCompressor;
import io.holdfast.encrypt.BlobSealer;

/** What one thread needs to prepare a blob for its pack; the buffers are reused for the next blob. Not thread-safe. */
record BlobWorkbench(BlobCompressor compressor, BlobSealer sealer) implements AutoCloseable {
    /** Bytes of one that has had a chunk of the largest size: compressed, and sealed. */
    static final long LARGEST = 2L * ChunkSizes.DEFAULT.max();

    @Override
    public void close() {
        compressor.close();
    }
}
