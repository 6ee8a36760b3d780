package io.holdfast.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SipHashTest {
    /** From the reference implementation's vectors: key 00..0f, input 00..(n-1). */
    @Test
    void shouldAgreeWithTheReferenceVectors() {
        byte[] key = counting(16);
        assertThat(hash(key, 0)).isEqualTo("310e0edd47db6f72");
        assertThat(hash(key, 8)).isEqualTo("6224939a79f5f593");
        assertThat(hash(key, 16)).isEqualTo("db9bc2577fcc2a3f");
    }

    @Test
    void shouldHashANumberAsItsLittleEndianBytes() {
        SipHash hash = new SipHash(counting(16), 0);
        assertThat(hash.hash(0x0706050403020100L)).isEqualTo(hash.hash(counting(8), 0, 8));
    }

    private static String hash(byte[] key, int length) {
        long hash = new SipHash(key, 0).hash(counting(length), 0, length);
        return HexFormat.of().toHexDigits(Long.reverseBytes(hash));
    }

    private static byte[] counting(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
