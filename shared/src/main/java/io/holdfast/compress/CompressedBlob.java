package io.holdfast.compress;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A blob as it will be sealed: zstd frames, mostly one, or the plaintext itself. The bytes lie in buffers that are somebody
 * else's, and stand until the compressor's next blob.
 */
public final class CompressedBlob {
    private final BlobType type;
    private final BlobId id;
    private final List<ByteBuffer> parts;
    private final int length;
    private final int plainLength;
    private final boolean compressed;

    CompressedBlob(BlobType type, BlobId id, List<ByteBuffer> parts, int plainLength, boolean compressed) {
        this.type = type;
        this.id = id;
        this.parts = List.copyOf(parts);
        this.length = this.parts.stream().mapToInt(ByteBuffer::remaining).reduce(0, Math::addExact);
        this.plainLength = plainLength;
        this.compressed = compressed;
    }

    public BlobType type() {
        return type;
    }

    public BlobId id() {
        return id;
    }

    /** What remains in these, one after the other; each has an array. */
    public List<ByteBuffer> parts() {
        return parts;
    }

    /** Bytes of all parts. */
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
