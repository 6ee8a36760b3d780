package io.holdfast.encrypt;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Poly1305-AES (D. J. Bernstein, "The Poly1305-AES message-authentication code"): the one-time pad is the AES-128 encryption
 * of the nonce. Not thread-safe.
 */
final class PolyMac {
    static final int TAG = 16;

    private final Poly1305 poly = new Poly1305();
    private final Cipher nonceCipher;
    /** r, then the pad of the current nonce. */
    private final byte[] oneTimeKey = new byte[32];

    private final byte[] tag = new byte[TAG];

    PolyMac(byte[] k, byte[] r) {
        try {
            nonceCipher = Cipher.getInstance("AES/ECB/NoPadding");
            nonceCipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k, "AES"));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has AES", e);
        }
        System.arraycopy(r, 0, oneTimeKey, 0, 16);
    }

    /** Starts a message whose 16-byte nonce lies at the offset. */
    void start(byte[] nonce, int offset) {
        try {
            nonceCipher.doFinal(nonce, offset, 16, oneTimeKey, 16);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("one block of AES always succeeds", e);
        }
        poly.init(new KeyParameter(oneTimeKey));
    }

    void update(byte[] bytes, int offset, int length) {
        poly.update(bytes, offset, length);
    }

    /** Writes the 16 bytes of the tag, and ends the message. */
    void finish(byte[] target, int offset) {
        poly.doFinal(target, offset);
    }

    /** Ends the message; whether the 16 bytes at the offset are its tag, in constant time. */
    boolean finishMatches(byte[] expected, int offset) {
        poly.doFinal(tag, 0);
        byte[] stored = new byte[TAG];
        System.arraycopy(expected, offset, stored, 0, TAG);
        return MessageDigest.isEqual(tag, stored);
    }
}
