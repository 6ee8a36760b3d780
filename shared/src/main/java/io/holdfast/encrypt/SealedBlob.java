package io.holdfast.encrypt;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;

/**
 * A blob as it lies in a pack. The bytes start at index 0 of an array that is the sealer's, and stand until its next blob.
 */
public final class SealedBlob {
    private final BlobType type;
    private final BlobId id;
    private final byte[] array;
    private final int length;
    private final int plainLength;
    private final boolean compressed;

    SealedBlob(BlobType type, BlobId id, byte[] array, int length, int plainLength, boolean compressed) {
        this.type = type;
        this.id = id;
        this.array = array;
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

    /** Sealed bytes. */
    public int length() {
        return length;
    }

    /** Bytes before compression. */
    public int plainLength() {
        return plainLength;
    }

    public boolean isCompressed() {
        return compressed;
    }
}
