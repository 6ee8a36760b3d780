package io.holdfast.pattern;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Bytes of a pattern that are written {@code \xNN}, as listings show what is no plain text in a name. To restic that stands for
 * the text {@code xNN}, which nobody has to write so.
 */
final class ShownBytes {
    private static final int LENGTH = 4;

    private ShownBytes() {}

    /** The pattern with these bytes in it, each of which stands for itself. */
    static byte[] in(byte[] pattern) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(pattern.length);
        for (int at = 0; at < pattern.length; at++) {
            if (begins(pattern, at)) {
                int shown = HexFormat.fromHexDigit(pattern[at + 2]) << 4 | HexFormat.fromHexDigit(pattern[at + 3]);
                if (shown < 0x80) {
                    bytes.write(
                            '\\'); // others mean nothing in patterns, and a character of several has to stay together
                }
                bytes.write(shown);
                at += LENGTH - 1;
            } else {
                bytes.write(pattern[at]);
                if (pattern[at] == '\\' && at + 1 < pattern.length) {
                    at++;
                    bytes.write(pattern[at]);
                }
            }
        }
        return bytes.toByteArray();
    }

    private static boolean begins(byte[] pattern, int at) {
        return at + LENGTH <= pattern.length
                && pattern[at] == '\\'
                && pattern[at + 1] == 'x'
                && HexFormat.isHexDigit(pattern[at + 2])
                && HexFormat.isHexDigit(pattern[at + 3]);
    }
}
