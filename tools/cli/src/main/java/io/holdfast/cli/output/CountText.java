package io.holdfast.cli.output;

/** A number and its noun. */
public final class CountText {
    private CountText() {}

    public static String of(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
