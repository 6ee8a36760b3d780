package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Base64;

/** Appends JSON to a growing array of bytes exactly as Go's {@code encoding/json} writes it. Not thread-safe. */
final class GoJson {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    GoJson(int expected) {
        bytes = new byte[expected];
    }

    /** One that holds the same bytes so far, and goes its own way. */
    GoJson copy() {
        GoJson copy = new GoJson(size + 64);
        System.arraycopy(bytes, 0, copy.bytes, 0, size);
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** The bytes so far; they stand until the next change. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes, 0, size).slice();
    }

    /** ASCII text, verbatim. */
    void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    /** Text, verbatim, as UTF-8. */
    void verbatim(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    void unsigned(long number) {
        ascii(Long.toUnsignedString(number));
    }

    void string(String text) {
        string(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A string of bytes that should be UTF-8; each byte that is not becomes the replacement character's escape. */
    void string(byte[] utf8) {
        reserve(2 + 6 * utf8.length);
        bytes[size++] = '"';
        for (int i = 0; i < utf8.length; ) {
            int rune = Utf8.decode(utf8, i);
            int width = Utf8.width(rune);
            if (rune == Utf8.INVALID) {
                escape(0xfffd);
            } else if (rune == 0x2028 || rune == 0x2029) {
                escape(rune);
            } else if (rune < 0x80) {
                character((byte) rune);
            } else {
                System.arraycopy(utf8, i, bytes, size, width);
                size += width;
            }
            i += width;
        }
        bytes[size++] = '"';
    }

    private void character(byte c) {
        switch (c) {
            case '"', '\\' -> pair(c);
            case '\b' -> pair((byte) 'b');
            case '\f' -> pair((byte) 'f');
            case '\n' -> pair((byte) 'n');
            case '\r' -> pair((byte) 'r');
            case '\t' -> pair((byte) 't');
            case '<', '>', '&' -> escape(c);
            default -> {
                if (c < ' ') {
                    escape(c);
                } else {
                    bytes[size++] = c;
                }
            }
        }
    }

    private void pair(byte letter) {
        bytes[size++] = '\\';
        bytes[size++] = letter;
    }

    private void escape(int unit) {
        pair((byte) 'u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[(unit >> shift) & 0xf];
        }
    }

    void base64(byte[] value) {
        byte[] encoded = Base64.getEncoder().encode(value);
        reserve(encoded.length + 2);
        bytes[size++] = '"';
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        bytes[size++] = '"';
    }

    void id(BlobId id) {
        reserve(2 + 2 * BlobId.LENGTH);
        bytes[size++] = '"';
        for (int word = 0; word < 4; word++) {
            long value = id.word(word);
            for (int shift = 60; shift >= 0; shift -= 4) {
                bytes[size++] = HEX[(int) (value >>> shift) & 0xf];
            }
        }
        bytes[size++] = '"';
    }

    /** RFC 3339 with as many digits of a second as are not zero, and {@code Z} for UTC. */
    void time(NodeTime time) {
        int zone = time.zone().getTotalSeconds();
        LocalDateTime local = LocalDateTime.ofInstant(time.instant(), time.zone());
        reserve(40);
        bytes[size++] = '"';
        digits(local.getYear(), 4);
        digits('-', local.getMonthValue());
        digits('-', local.getDayOfMonth());
        digits('T', local.getHour());
        digits(':', local.getMinute());
        digits(':', local.getSecond());
        fraction(local.getNano());
        if (zone == 0) {
            bytes[size++] = 'Z';
        } else {
            digits(zone < 0 ? '-' : '+', Math.abs(zone) / 3600);
            digits(':', Math.abs(zone) / 60 % 60);
        }
        bytes[size++] = '"';
    }

    private void fraction(int nano) {
        if (nano != 0) {
            bytes[size++] = '.';
            digits(nano, 9);
            while (bytes[size - 1] == '0') {
                size--;
            }
        }
    }

    private void digits(char before, int value) {
        bytes[size++] = (byte) before;
        digits(value, 2);
    }

    private void digits(int value, int width) {
        int rest = value;
        for (int i = size + width - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += width;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, (int)
                    Math.min(bytes.length * 2L, Integer.MAX_VALUE - 16)));
        }
    }
}
