package io.holdfast.pattern;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The characters of names in UTF-8. A byte that is no part of any counts as one, U+FFFD, as Go has it. */
final class Characters {
    private static final int REPLACEMENT = 0xfffd;

    private Characters() {}

    /** The code point that begins at the offset. */
    static int at(byte[] name, int offset) {
        int length = encodedLength(name, offset);
        if (length == 0) {
            return REPLACEMENT;
        }
        return length == 1 ? name[offset] : new String(name, offset, length, StandardCharsets.UTF_8).codePointAt(0);
    }

    /** How many bytes that takes. */
    static int length(byte[] name, int offset) {
        return Math.max(1, encodedLength(name, offset));
    }

    static boolean isBroken(byte[] name, int offset) {
        return encodedLength(name, offset) == 0;
    }

    /** In lower case, character by character; bytes that are no text stay. */
    static byte[] lowerCase(byte[] name) {
        ByteArrayOutputStream lower = new ByteArrayOutputStream(name.length);
        for (int at = 0; at < name.length; at += length(name, at)) {
            if (isBroken(name, at)) {
                lower.write(name[at]);
            } else {
                String character = Character.toString(Character.toLowerCase(at(name, at)));
                lower.writeBytes(character.getBytes(StandardCharsets.UTF_8));
            }
        }
        return lower.toByteArray();
    }

    /** 0 where no well-formed character begins. */
    private static int encodedLength(byte[] name, int offset) {
        int first = name[offset] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length < 2) {
            return length;
        }
        if (offset + length > name.length) {
            return 0;
        }
        String decoded = new String(name, offset, length, StandardCharsets.UTF_8);
        boolean isOne = decoded.codePointCount(0, decoded.length()) == 1;
        boolean isReplaced = decoded.codePointAt(0) == REPLACEMENT && first != 0xef;
        return isOne && !isReplaced ? length : 0;
    }
}
