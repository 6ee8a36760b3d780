package io.holdfast.encrypt;

import io.holdfast.compress.CompressedBlob;

/** Seals blobs one after the other, reusing its buffer. Not thread-safe. */
public final class BlobSealer {
    private final ByteSealer sealer;
    private byte[] buffer = new byte[0];

    public BlobSealer(ByteSealer sealer) {
        this.sealer = sealer;
    }

    public SealedBlob seal(CompressedBlob blob) {
        int length = blob.length() + ByteSealer.OVERHEAD;
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        sealer.seal(blob.array(), blob.offset(), blob.length(), buffer, 0);
        return new SealedBlob(blob.type(), blob.id(), buffer, length, blob.plainLength(), blob.isCompressed());
    }
}
