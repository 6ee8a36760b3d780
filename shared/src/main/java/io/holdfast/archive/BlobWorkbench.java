package io.holdfast.archive;

import io.holdfast.compress.BlobCompressor;
import io.holdfast.dedup.Claim;
import io.holdfast.encrypt.BlobSealer;
import io.holdfast.encrypt.SealedBlob;

/** What one thread needs to prepare a blob for its pack; the buffers are reused for the next blob. Not thread-safe. */
final class BlobWorkbench implements AutoCloseable {
    private final BlobCompressor compressor;
    private final BlobSealer sealer;

    BlobWorkbench(BlobCompressor compressor, BlobSealer sealer) {
        this.compressor = compressor;
        this.sealer = sealer;
    }

    SealedBlob prepare(Claim.Mine claim) {
        return sealer.seal(compressor.compress(claim));
    }

    @Override
    public void close() {
        compressor.close();
    }
}
