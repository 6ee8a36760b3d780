package io.holdfast.snapshot;

/** Reads UTF-8 as Go does: what is malformed is malformed one byte at a time. */
final class Utf8 {
    /** What {@link #decode} answers for a byte that begins no well-formed sequence. */
    static final int INVALID = -1;

    private Utf8() {}

    /** The code point that starts at the index, or {@link #INVALID}: overlong forms and surrogates are. */
    static int decode(byte[] bytes, int index) {
        int lead = bytes[index] & 0xff;
        if (lead < 0x80) {
            return lead;
        }
        int width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        if (lead < 0xc2 || lead > 0xf4 || index + width > bytes.length) {
            return INVALID;
        }
        int rune = lead & (0xff >> (width + 1));
        for (int i = 1; i < width; i++) {
            int next = bytes[index + i] & 0xff;
            if ((next & 0xc0) != 0x80) {
                return INVALID;
            }
            rune = (rune << 6) | (next & 0x3f);
        }
        boolean overlong = rune < (width == 3 ? 0x800 : width == 4 ? 0x10000 : 0x80);
        boolean surrogate = rune >= 0xd800 && rune <= 0xdfff;
        return overlong || surrogate || rune > 0x10ffff ? INVALID : rune;
    }

    /** How many bytes a code point takes; 1 for {@link #INVALID}. */
    static int width(int rune) {
        return rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    }
}
