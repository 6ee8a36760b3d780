package io.holdfast.encrypt;

import org.bouncycastle.crypto.generators.SCrypt;

/**
 * What guessing a password costs (RFC 7914): {@code n} iterations (a power of two), block size {@code r}, {@code p} rounds
 * beside each other. Memory is about {@code 128 * n * r} bytes.
 */
public record ScryptCost(int n, int r, int p) {
    /** What restic's calibration yields on present machines: about 100 ms and 32 MiB. */
    public static final ScryptCost STANDARD = new ScryptCost(32768, 8, 1);

    /** Key files ask for at most this much memory; more would be an attack on whoever opens the repository. */
    private static final long MAX_MEMORY = 256L << 20;

    /** And for at most this much work, 64 times the standard's: some seconds. */
    private static final long MAX_WORK = 1L << 24;

    public ScryptCost {
        if (n <= 1
                || Integer.bitCount(n) != 1
                || r <= 0
                || p <= 0
                || 128L * n * r > MAX_MEMORY
                || (long) r * p > 1 << 20
                || (long) n * r > MAX_WORK / p
                || (r == 1 && n >= 1 << 16)) {
            throw new IllegalArgumentException("not a usable scrypt cost: N=" + n + ", r=" + r + ", p=" + p);
        }
    }

    byte[] derive(byte[] password, byte[] salt, int length) {
        return Libcrypto.scrypt(password, salt, this, length).orElseGet(() -> inJava(password, salt, length));
    }

    /** The same wherever Java runs. */
    byte[] inJava(byte[] password, byte[] salt, int length) {
        return SCrypt.generate(password, salt, n, r, p, length);
    }
}
