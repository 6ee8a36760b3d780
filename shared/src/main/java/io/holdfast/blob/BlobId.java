package io.holdfast.blob;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** The name of a blob: the SHA-256 of its plaintext, so that equal content is stored once. */
public final class BlobId extends HashId {
    private BlobId(byte[] bytes, int offset) {
        super(bytes, offset);
    }

    private BlobId(long w0, long w1, long w2, long w3) {
        super(w0, w1, w2, w3);
    }

    /** The id of this content; the buffer's position stays where it is. */
    public static BlobId of(ByteBuffer plaintext) {
        return new BlobId(Sha256.hash(plaintext), 0);
    }

    /** The id of what this digest of {@link Sha256} has been fed with. */
    public static BlobId of(MessageDigest fed) {
        return new BlobId(fed.digest(), 0);
    }

    public static BlobId of(byte[] plaintext) {
        return of(ByteBuffer.wrap(plaintext));
    }

    /** Reads 32 bytes from the offset on. */
    public static BlobId fromBytes(byte[] bytes, int offset) {
        return new BlobId(bytes, offset);
    }

    public static BlobId fromWords(long w0, long w1, long w2, long w3) {
        return new BlobId(w0, w1, w2, w3);
    }

    /** Reads 64 hex digits; an IllegalArgumentException where it is anything else. */
    public static BlobId fromHex(String hex) {
        return new BlobId(parse(hex), 0);
    }
}
