package io.holdfast.coordinator.collect;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Headers of POSIX tar archives (IEEE Std 1003.1, pax): regular files of root, mode 0755. */
final class TarHeader {
    static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;

    private TarHeader() {}

    /** The header's bytes; a name that ustar cannot hold is written in an extended header before it. */
    static byte[] of(String name, long size, Instant modified) {
        ByteArrayOutputStream header = new ByteArrayOutputStream(3 * BLOCK);
        Optional<Split> split = Split.of(name);
        if (split.isEmpty()) {
            byte[] record = pathRecord(name);
            header.writeBytes(block("././@PaxHeader", "", record.length, modified, 'x'));
            header.writeBytes(record);
            header.writeBytes(new byte[padding(record.length)]);
        }
        Split shown = split.orElse(new Split("", "long-name"));
        header.writeBytes(block(shown.name(), shown.prefix(), size, modified, '0'));
        return header.toByteArray();
    }

    /** Zero bytes after content of that size. */
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    /** A name as ustar splits it: at a slash, into at most 155 and 100 ASCII characters. */
    private record Split(String prefix, String name) {
        static Optional<Split> of(String name) {
            if (!name.chars().allMatch(c -> c < 128)) {
                return Optional.empty();
            }
            if (name.length() <= NAME) {
                return Optional.of(new Split("", name));
            }
            int slash = name.lastIndexOf('/', PREFIX);
            return slash > 0 && name.length() - slash - 1 <= NAME
                    ? Optional.of(new Split(name.substring(0, slash), name.substring(slash + 1)))
                    : Optional.empty();
        }
    }

    private static byte[] pathRecord(String name) {
        byte[] body = (" path=" + name + "\n").getBytes(StandardCharsets.UTF_8);
        int length = body.length + 1;
        while (String.valueOf(length).length() + body.length != length) {
            length = String.valueOf(length).length() + body.length;
        }
        return (length + " path=" + name + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] block(String name, String prefix, long size, Instant modified, char type) {
        byte[] block = new byte[BLOCK];
        text(block, 0, name);
        text(block, 100, "0000755");
        text(block, 108, "0000000");
        text(block, 116, "0000000");
        text(block, 124, "%011o".formatted(size));
        text(block, 136, "%011o".formatted(Math.max(0, modified.getEpochSecond())));
        text(block, 148, "        "); // the checksum counts as spaces
        block[156] = (byte) type;
        text(block, 257, "ustar");
        text(block, 263, "00");
        text(block, 345, prefix);
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        text(block, 148, "%06o".formatted(sum));
        block[154] = 0;
        block[155] = ' ';
        return block;
    }

    private static void text(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }
}
