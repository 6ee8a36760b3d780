package io.holdfast.restore;

import io.holdfast.blob.BlobId;

/** 512 KiB of zeros, which chunkers cut runs of zeros into: never fetched, and left as a hole where they belong. */
final class ZeroChunk {
    static final int LENGTH = 512 << 10;

    private static final BlobId ID = BlobId.of(new byte[LENGTH]);

    private ZeroChunk() {}

    static boolean is(BlobId id) {
        return id.equals(ID);
    }
}
