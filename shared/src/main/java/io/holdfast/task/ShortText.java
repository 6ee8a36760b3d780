package io.holdfast.task;

/** Text for people that is kept or goes through messages, and so must not be of any length. */
public final class ShortText {
    /** Characters kept of the beginning, and of the end. */
    static final int KEPT = 2048;

    private static final String LEFT_OUT = " ... ";

    private ShortText() {}

    /** The text, without its middle where it is too long. */
    public static String of(String text) {
        if (text.length() <= 2 * KEPT + LEFT_OUT.length()) {
            return text;
        }
        int head = Character.isHighSurrogate(text.charAt(KEPT - 1)) ? KEPT - 1 : KEPT;
        int tail = text.length() - KEPT;
        tail += Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
        return text.substring(0, head) + LEFT_OUT + text.substring(tail);
    }
}
