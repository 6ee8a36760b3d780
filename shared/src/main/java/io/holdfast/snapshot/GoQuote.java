package io.holdfast.snapshot;

import io.holdfast.linux.FileName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Names as text, as Go's {@code strconv.Quote} has them, without the quotes: what is not printable or not UTF-8 becomes an
 * escape, so any bytes survive. restic stores names in this form, and slices speak of paths in it.
 */
public final class GoQuote {
    private static final HexFormat HEX = HexFormat.of();
    private static final String LETTERS = "abfnrtv\\\"'";
    private static final String LETTER_VALUES = "\u0007\b\f\n\r\t\u000b\\\"'";

    private GoQuote() {}

    public static String quote(FileName name) {
        return quote(name.bytes());
    }

    /** The name for an escaped text; an IllegalArgumentException where it is not one, or not a file's name. */
    public static FileName unquote(String quoted) {
        return FileName.of(unquoteBytes(quoted));
    }

    static String quote(byte[] bytes) {
        StringBuilder quoted = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; ) {
            int rune = Utf8.decode(bytes, i);
            if (rune == Utf8.INVALID) {
                quoted.append("\\x").append(HEX.toHexDigits(bytes[i]));
            } else {
                append(quoted, rune);
            }
            i += Utf8.width(rune);
        }
        return quoted.toString();
    }

    private static void append(StringBuilder quoted, int rune) {
        int letter = rune == '\'' ? -1 : LETTER_VALUES.indexOf(rune);
        if (letter >= 0) {
            quoted.append('\\').append(LETTERS.charAt(letter));
        } else if (GoPrintable.isPrintable(rune)) {
            quoted.appendCodePoint(rune);
        } else if (rune < ' ' || rune == 0x7f) {
            quoted.append("\\x").append(HEX.toHexDigits((byte) rune));
        } else if (rune < 0x10000) {
            quoted.append("\\u").append(HEX.toHexDigits((short) rune));
        } else {
            quoted.append("\\U").append(HEX.toHexDigits(rune));
        }
    }

    static byte[] unquoteBytes(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(quoted.length());
        for (int i = 0; i < quoted.length(); ) {
            int rune = quoted.codePointAt(i);
            i += Character.charCount(rune);
            if (rune != '\\') {
                bytes.writeBytes(Character.toString(rune).getBytes(StandardCharsets.UTF_8));
            } else if (i < quoted.length()) {
                i += unescape(quoted, i, bytes);
            } else {
                throw new IllegalArgumentException("ends within an escape: " + quoted);
            }
        }
        return bytes.toByteArray();
    }

    /** Reads what follows a backslash; answers how many characters that was. */
    private static int unescape(String quoted, int at, ByteArrayOutputStream bytes) {
        char kind = quoted.charAt(at);
        int letter = LETTERS.indexOf(kind);
        if (letter >= 0) {
            bytes.write(LETTER_VALUES.charAt(letter));
            return 1;
        }
        return switch (kind) {
            case 'x' -> {
                bytes.write(hex(quoted, at + 1, 2));
                yield 3;
            }
            case 'u', 'U' -> {
                int digits = kind == 'u' ? 4 : 8;
                int rune = hex(quoted, at + 1, digits);
                bytes.writeBytes(Character.toString(rune).getBytes(StandardCharsets.UTF_8));
                yield 1 + digits;
            }
            case '0', '1', '2', '3' -> {
                if (at + 3 > quoted.length()) {
                    throw new IllegalArgumentException("ends within an escape: " + quoted);
                }
                bytes.write(Integer.parseInt(quoted, at, at + 3, 8));
                yield 3;
            }
            default -> throw new IllegalArgumentException("an unknown escape \\" + kind + " in " + quoted);
        };
    }

    private static int hex(String quoted, int from, int digits) {
        if (from + digits > quoted.length()) {
            throw new IllegalArgumentException("ends within an escape: " + quoted);
        }
        return HexFormat.fromHexDigits(quoted, from, from + digits);
    }
}
