package io.holdfast.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a pseudo-random function of short inputs under a 128-bit key. Used for its
 * unpredictability, which a faster hash does not promise. Immutable.
 */
final class SipHash {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long k0;
    private final long k1;

    /** Takes 16 bytes of key from the offset. */
    SipHash(byte[] key, int offset) {
        k0 = (long) WORDS.get(key, offset);
        k1 = (long) WORDS.get(key, offset + 8);
    }

    /** The hash of {@code length} bytes, a multiple of eight. */
    long hash(byte[] data, int offset, int length) {
        Lanes lanes = new Lanes(k0, k1);
        for (int at = offset; at < offset + length; at += 8) {
            lanes.absorb((long) WORDS.get(data, at));
        }
        return lanes.finish(length);
    }

    /** The hash of one number. */
    long hash(long number) {
        Lanes lanes = new Lanes(k0, k1);
        lanes.absorb(number);
        return lanes.finish(8);
    }

    private static final class Lanes {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Lanes(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void absorb(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish(int length) {
            absorb((long) length << 56);
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
