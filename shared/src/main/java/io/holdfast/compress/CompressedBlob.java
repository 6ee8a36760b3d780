package io.holdfast.compress;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;

/**
 * A blob as it will be sealed: a zstd frame, or the plaintext itself. The bytes lie in a buffer that is somebody else's, and
 * stand until the compressor's next blob.
 */
public final class CompressedBlob {
    private final BlobType type;
    private final BlobId id;
    private final byte[] array;
    private final int offset;
    private final int length;
    private final int plainLength;
    private final boolean compressed;

    CompressedBlob(
            BlobType type, BlobId id, byte[] array, int offset, int length, int plainLength, boolean compressed) {
        this.type = type;
        this.id = id;
        this.array = array;
        this.offset = offset;
        this.length = length;
        this.plainLength = plainLength;
        this.compressed = compressed;
    }

    public BlobType type() {
        return type;
    }

    public BlobId id() {
        return id;
    }

    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /** The length before compression, in bytes. */
    public int plainLength() {
        return plainLength;
    }

    public boolean isCompressed() {
        return compressed;
    }
}
