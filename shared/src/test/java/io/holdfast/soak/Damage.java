package io.holdfast.soak;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Does to bytes what disks, networks and foreign programs do, and what an attacker would. */
final class Damage {
    private static final int[] ODD_NUMBERS = {0, 1, -1, 31, 32, 255, 1 << 16, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final int MOST_AT_ONCE = 4;

    private final Random random;
    private final List<byte[]> samples;

    Damage(Random random, List<byte[]> samples) {
        this.random = random;
        this.samples = samples;
    }

    /** One of the samples, with a few damages; text that is JSON mostly stays JSON. */
    byte[] next() {
        byte[] bytes = samples.get(random.nextInt(samples.size()));
        boolean json = bytes.length > 0 && bytes[0] == '{';
        for (int left = 1 + random.nextInt(MOST_AT_ONCE); left > 0; left--) {
            bytes = json && random.nextInt(4) > 0 ? new JsonDamage(random).to(bytes) : toBytes(bytes);
        }
        return bytes;
    }

    private byte[] toBytes(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        int to = at + random.nextInt(Math.min(64, bytes.length - at) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> changed(bytes, at, bytes[at] ^ (1 << random.nextInt(8)));
            case 1 -> changed(bytes, at, random.nextInt());
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> joined(bytes, at, new byte[0], to);
            case 4 -> joined(bytes, to, Arrays.copyOfRange(bytes, at, to), to);
            case 5 -> joined(bytes, at, randomBytes(), at);
            case 6 -> joined(bytes, at, samples.get(random.nextInt(samples.size())), bytes.length);
            default -> withNumber(bytes, at);
        };
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[1 + random.nextInt(16)];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] withNumber(byte[] bytes, int at) {
        byte[] changed = Arrays.copyOf(bytes, Math.max(bytes.length, at + Integer.BYTES));
        ByteBuffer.wrap(changed)
                .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putInt(at, ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)]);
        return changed;
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    /** The bytes up to one place, others, and the bytes from another place on. */
    private static byte[] joined(byte[] bytes, int until, byte[] others, int from) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes.length + others.length);
        joined.write(bytes, 0, until);
        joined.writeBytes(others);
        joined.write(bytes, from, bytes.length - from);
        return joined.toByteArray();
    }
}
