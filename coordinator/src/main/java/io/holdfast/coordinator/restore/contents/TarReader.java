package io.holdfast.coordinator.restore.contents;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads regular files from a tar archive: ustar with pax records (POSIX.1-2001) and GNU's long names, which is what Go's
 * and our own writers make. Other entries are passed over. Used by one thread; the stream stays its owner's.
 */
final class TarReader {
    private static final int BLOCK = 512;
    private static final int LONGEST_EXTENSION = 1 << 20;

    private final InputStream in;
    private long unread;

    /** The next file's name and the number of its bytes. */
    record Entry(String name, long size) {}

    TarReader(InputStream in) {
        this.in = in;
    }

    /** Moves to the next file, passing over what was not read of the last; empty at the archive's end. */
    Optional<Entry> next() throws IOException {
        in.skipNBytes(unread);
        unread = 0;
        Optional<String> longName = Optional.empty();
        OptionalLong longSize = OptionalLong.empty();
        while (true) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length == 0 || isZero(header)) {
                return Optional.empty();
            }
            requireWhole(header);
            long size = longSize.orElse(number(header, 124, 12));
            switch (header[156]) {
                case 'x' -> {
                    PaxRecords records = PaxRecords.parse(extension(number(header, 124, 12)));
                    longName = records.path();
                    longSize = records.size();
                }
                case 'L' -> longName = Optional.of(text(extension(number(header, 124, 12)), 0, LONGEST_EXTENSION));
                case '0', 0 -> {
                    unread = padded(size);
                    return Optional.of(new Entry(longName.orElseGet(() -> name(header)), size));
                }
                default -> {
                    in.skipNBytes(padded(size));
                    longName = Optional.empty();
                    longSize = OptionalLong.empty();
                }
            }
        }
    }

    /** The current file's bytes, once. */
    byte[] content(Entry entry) throws IOException {
        byte[] bytes = readFully(Math.toIntExact(entry.size()));
        unread -= entry.size();
        return bytes;
    }

    private byte[] extension(long size) throws IOException {
        if (size > LONGEST_EXTENSION) {
            throw new IOException("a name of " + size + " bytes");
        }
        byte[] bytes = readFully((int) size);
        in.skipNBytes(padded(size) - size);
        return bytes;
    }

    private byte[] readFully(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("it ends within a file");
        }
        return bytes;
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < Math.min(bytes.length, offset + length) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Octal digits, or a big-endian number behind a first bit that is set. */
    private static long number(byte[] header, int offset, int length) throws IOException {
        if ((header[offset] & 0x80) != 0) {
            long value = header[offset] & 0x7f;
            for (int i = offset + 1; i < offset + length; i++) {
                if (value >> 55 != 0) {
                    throw new IOException("a number in a header is too large");
                }
                value = (value << 8) | (header[i] & 0xff);
            }
            return value;
        }
        String digits = text(header, offset, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new IOException("a number in a header is not octal", e);
        }
    }

    private static void requireWhole(byte[] header) throws IOException {
        if (header.length < BLOCK) {
            throw new EOFException("it ends within a header");
        }
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
        }
        if (sum != number(header, 148, 8)) {
            throw new IOException("a header's checksum is wrong");
        }
    }

    private static boolean isZero(byte[] block) {
        for (byte each : block) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }
}
