package io.holdfast.encrypt;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens bytes: a random 16-byte IV, the AES-256-CTR ciphertext, and the Poly1305-AES tag of the ciphertext with the
 * IV as nonce. Source: restic's design document, "Keys, Encryption and MAC". Not thread-safe.
 */
public final class ByteSealer {
    /** How many bytes sealing adds. */
    public static final int OVERHEAD = 32;

    private static final int IV = 16;
    /** The JDK's compiled counter mode takes over only after many calls, so long inputs are fed in short slices. */
    private static final int SLICE = 8 << 10;

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final PolyMac mac;
    private final SecureRandom random;
    private final byte[] iv = new byte[IV];

    public ByteSealer(RepositoryKey key, SecureRandom random) {
        this.key = new SecretKeySpec(key.encryption(), "AES");
        this.mac = new PolyMac(key.macK(), key.macR());
        this.random = random;
        try {
            this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new AssertionError("the JDK has AES in counter mode", e);
        }
    }

    /** Writes {@code length + OVERHEAD} bytes to the target; source and target must not overlap. */
    public void seal(byte[] source, int offset, int length, byte[] target, int targetOffset) {
        seal(List.of(ByteBuffer.wrap(source, offset, length)), target, targetOffset);
    }

    /** Seals what remains in parts that have arrays as one text; writes {@link #OVERHEAD} bytes more than they hold. */
    void seal(List<ByteBuffer> parts, byte[] target, int targetOffset) {
        do {
            random.nextBytes(iv);
        } while (isZero(iv));
        System.arraycopy(iv, 0, target, targetOffset, IV);
        int end = targetOffset + IV;
        mac.start(iv, 0);
        startCipher();
        for (ByteBuffer part : parts) {
            crypt(part.array(), part.arrayOffset() + part.position(), part.remaining(), target, end, true);
            end += part.remaining();
        }
        mac.finish(target, end);
    }

    public byte[] seal(byte[] plaintext) {
        byte[] sealed = new byte[plaintext.length + OVERHEAD];
        seal(plaintext, 0, plaintext.length, sealed, 0);
        return sealed;
    }

    /**
     * Opens {@code length} sealed bytes into the target, {@code length - OVERHEAD} of them; {@code CORRUPT}, naming no file,
     * where they are not what was sealed with this key. Nothing is written before that is known.
     */
    public void open(byte[] sealed, int offset, int length, byte[] target, int targetOffset) {
        if (!isAuthentic(sealed, offset, length)) {
            throw new BackupException(
                    FailureKind.CORRUPT, "the bytes are not what was sealed with the repository's key");
        }
        System.arraycopy(sealed, offset, iv, 0, IV);
        startCipher();
        crypt(sealed, offset + IV, length - OVERHEAD, target, targetOffset, false);
    }

    public byte[] open(byte[] sealed) {
        byte[] plaintext = new byte[Math.max(0, sealed.length - OVERHEAD)];
        open(sealed, 0, sealed.length, plaintext, 0);
        return plaintext;
    }

    /** Whether these bytes were sealed with this key. */
    boolean isAuthentic(byte[] sealed, int offset, int length) {
        if (length < OVERHEAD) {
            return false;
        }
        mac.start(sealed, offset);
        mac.update(sealed, offset + IV, length - OVERHEAD);
        return mac.finishMatches(sealed, offset + length - PolyMac.TAG);
    }

    private void startCipher() {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("counter mode takes any key and start", e);
        }
    }

    private void crypt(byte[] source, int offset, int length, byte[] target, int targetOffset, boolean authenticate) {
        try {
            for (int done = 0; done < length; ) {
                int slice = Math.min(SLICE, length - done);
                int written = cipher.update(source, offset + done, slice, target, targetOffset + done);
                if (written != slice) {
                    throw new AssertionError("counter mode held back " + (slice - written) + " bytes");
                }
                if (authenticate) {
                    mac.update(target, targetOffset + done, slice);
                }
                done += slice;
            }
        } catch (GeneralSecurityException e) {
            throw new AssertionError("counter mode takes any input", e);
        }
    }

    private static boolean isZero(byte[] bytes) {
        int sum = 0;
        for (byte b : bytes) {
            sum |= b;
        }
        return sum == 0;
    }
}
