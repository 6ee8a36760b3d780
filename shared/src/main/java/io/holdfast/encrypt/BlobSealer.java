package io.holdfast.encrypt;

import io.holdfast.compress.CompressedBlob;

/** Seals blobs one after the other, reusing its buffer unless one is very long. Not thread-safe. */
public final class BlobSealer {
    /** 16 MiB: longer than any chunk, so that the few trees beyond it leave nothing behind. */
    private static final int LARGEST_KEPT = 16 << 20;

    private final ByteSealer sealer;
    private byte[] buffer = new byte[0];

    public BlobSealer(ByteSealer sealer) {
        this.sealer = sealer;
    }

    public SealedBlob seal(CompressedBlob blob) {
        int length = blob.length() + ByteSealer.OVERHEAD;
        byte[] target = buffer(length);
        sealer.seal(blob.parts(), target, 0);
        return new SealedBlob(blob.type(), blob.id(), target, length, blob.plainLength(), blob.isCompressed());
    }

    private byte[] buffer(int length) {
        if (length > LARGEST_KEPT) {
            return new byte[length];
        }
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        return buffer;
    }
}
