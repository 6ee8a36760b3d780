package io.holdfast.blob;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.regex.Pattern;

/** The first hex digits of an id, or all 64: enough to tell it from others, as people name blobs and files. */
public record IdPrefix(String hex) {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{1,64}");
    private static final int DIGITS_OF_A_WORD = 16;

    public IdPrefix {
        if (!isOne(hex)) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "\"" + hex + "\" is not the beginning of an id: give some of its hex digits, from the first on.");
        }
    }

    public static boolean isOne(String text) {
        return DIGITS.matcher(text).matches();
    }

    public static IdPrefix parse(String hex) {
        return new IdPrefix(hex);
    }

    public boolean isWhole() {
        return hex.length() == 2 * HashId.LENGTH;
    }

    /** Whether the id begins so. Asked of millions of ids, so most are told by a number. */
    public boolean begins(HashId id) {
        int digits = Math.min(hex.length(), DIGITS_OF_A_WORD);
        boolean beginsSo = id.word(0) >>> (4 * (DIGITS_OF_A_WORD - digits))
                == Long.parseUnsignedLong(hex.substring(0, digits), 16);
        return beginsSo && (digits == hex.length() || id.toHex().startsWith(hex));
    }

    @Override
    public String toString() {
        return hex;
    }
}
