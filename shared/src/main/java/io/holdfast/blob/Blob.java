package io.holdfast.blob;

import java.nio.ByteBuffer;
import java.util.Objects;

/** Plaintext with its name. The bytes stay the caller's and must not change while the blob is in use. */
public final class Blob {
    private final BlobType type;
    private final BlobId id;
    private final ByteBuffer plaintext;

    private Blob(BlobType type, BlobId id, ByteBuffer plaintext) {
        this.type = type;
        this.id = id;
        this.plaintext = plaintext;
    }

    /** Hashes what remains in the buffer, whose position stays where it is. */
    public static Blob of(BlobType type, ByteBuffer plaintext) {
        Objects.requireNonNull(type, "type is null");
        return new Blob(type, BlobId.of(plaintext), plaintext.slice());
    }

    public BlobType type() {
        return type;
    }

    public BlobId id() {
        return id;
    }

    /** A view of the bytes with its own position. */
    public ByteBuffer plaintext() {
        return plaintext.duplicate();
    }

    public int length() {
        return plaintext.remaining();
    }
}
