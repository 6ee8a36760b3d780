package io.holdfast.blob;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.regex.Pattern;

/** The first hex digits of an id, or all 64: enough to tell it from others, as people name blobs and files. */
public final class IdPrefix {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{1,64}");
    private static final int DIGITS_OF_A_WORD = 16;

    private final String hex;
    /** What the first word of the id is without its last so many bits; most ids are told by it. */
    private final long firstWord;

    private final int ignoredBits;

    private IdPrefix(String hex) {
        int digits = Math.min(hex.length(), DIGITS_OF_A_WORD);
        this.hex = hex;
        this.firstWord = Long.parseUnsignedLong(hex.substring(0, digits), 16);
        this.ignoredBits = 4 * (DIGITS_OF_A_WORD - digits);
    }

    public static boolean isOne(String text) {
        return DIGITS.matcher(text).matches();
    }

    /** {@code INVALID_INPUT} where no id can begin so. */
    public static IdPrefix parse(String hex) {
        if (!isOne(hex)) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "\"" + hex + "\" is not the beginning of an id: give some of its hex digits, from the first on.");
        }
        return new IdPrefix(hex);
    }

    public boolean isWhole() {
        return hex.length() == 2 * HashId.LENGTH;
    }

    /** Whether the id begins so. */
    public boolean begins(HashId id) {
        return id.word(0) >>> ignoredBits == firstWord
                && (hex.length() <= DIGITS_OF_A_WORD || id.toHex().startsWith(hex));
    }

    /** The digits. */
    @Override
    public String toString() {
        return hex;
    }
}
