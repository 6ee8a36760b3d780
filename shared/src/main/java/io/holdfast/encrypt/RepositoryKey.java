package io.holdfast.encrypt;

import java.nio.charset.StandardCharsets;
import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The master key of a repository: 32 bytes for AES-256, 16 for the AES-128 that turns an IV into a one-time Poly1305 key,
 * 16 for Poly1305's multiplier. Prints as dots.
 */
public final class RepositoryKey {
    /** Bytes of key material, in the order above. */
    static final int LENGTH = 64;

    private static final int ENCRYPTION = 32;
    private static final int MAC = 16;

    private final byte[] encryption;
    private final byte[] macK;
    private final byte[] macR;

    /** Takes copies. */
    RepositoryKey(byte[] encryption, byte[] macK, byte[] macR) {
        if (encryption.length != ENCRYPTION || macK.length != MAC || macR.length != MAC) {
            throw new IllegalArgumentException("the parts of a key have 32, 16 and 16 bytes");
        }
        if (isZero(encryption) || isZero(macK) || isZero(macR)) {
            throw new IllegalArgumentException("a part of the key is all zeros");
        }
        this.encryption = encryption.clone();
        this.macK = macK.clone();
        this.macR = macR.clone();
    }

    /** The key in 64 bytes, as scrypt yields them. */
    static RepositoryKey of(byte[] material) {
        return new RepositoryKey(
                Arrays.copyOf(material, ENCRYPTION),
                Arrays.copyOfRange(material, ENCRYPTION, ENCRYPTION + MAC),
                Arrays.copyOfRange(material, ENCRYPTION + MAC, LENGTH));
    }

    public static RepositoryKey generate(SecureRandom random) {
        byte[] material = new byte[LENGTH];
        random.nextBytes(material);
        return of(material);
    }

    /**
     * Bytes for one purpose, from HKDF-SHA-256 (RFC 5869) of the whole key with the label as info: the same in every process
     * that opens the repository, and of no use for finding the key.
     */
    public byte[] derive(String label, int length) {
        try {
            HKDFParameterSpec spec = HKDFParameterSpec.ofExtract()
                    .addIKM(encryption)
                    .addIKM(macK)
                    .addIKM(macR)
                    .thenExpand(label.getBytes(StandardCharsets.UTF_8), length);
            return KDF.getInstance("HKDF-SHA256").deriveData(spec);
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new AssertionError("JDK 25 has HKDF-SHA256", e);
        }
    }

    /** Whether it is the very same key. */
    public boolean isSame(RepositoryKey other) {
        return MessageDigest.isEqual(encryption, other.encryption)
                && MessageDigest.isEqual(macK, other.macK)
                && MessageDigest.isEqual(macR, other.macR);
    }

    byte[] encryption() {
        return encryption;
    }

    byte[] macK() {
        return macK;
    }

    byte[] macR() {
        return macR;
    }

    @Override
    public String toString() {
        return "RepositoryKey[•••]";
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
