package io.holdfast.blob;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash function of the repository format. */
public final class Sha256 {
    private Sha256() {}

    /** A digest to feed piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    /** The 32 bytes for this content; the buffer's position stays where it is. */
    static byte[] hash(ByteBuffer content) {
        MessageDigest digest = digest();
        digest.update(content.duplicate());
        return digest.digest();
    }
}
