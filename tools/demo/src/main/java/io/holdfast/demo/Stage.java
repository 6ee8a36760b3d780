package io.holdfast.demo;

import com.google.errorprone.annotations.FormatMethod;
import java.io.PrintStream;
import java.util.Locale;

/** Where the story is told: lines that stay, and on a terminal one line that moves. */
final class Stage {
    private static final String CLEAR_LINE = "\r\033[K";
    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;

    Stage(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @FormatMethod
    void say(String format, Object... arguments) {
        out.println((terminal ? CLEAR_LINE : "") + String.format(Locale.ROOT, format, arguments));
        out.flush();
    }

    void fail(String sentence) {
        say("%s", "FAILED: " + sentence);
    }

    /** How far something is; only a terminal shows it, as lines of a log would tell nothing. */
    void progress(String what, long done, long total, double seconds) {
        if (terminal && total > 0) {
            int filled = (int) (WIDTH * Math.min(done, total) / total);
            out.print(CLEAR_LINE
                    + String.format(
                            Locale.ROOT,
                            "      %s [%s%s] %s of %s, %s/s",
                            what,
                            "#".repeat(filled),
                            ".".repeat(WIDTH - filled),
                            bytes(done),
                            bytes(total),
                            bytes((long) (done / Math.max(0.1, seconds)))));
            out.flush();
        }
    }

    static String bytes(long bytes) {
        double mebibytes = bytes / (double) (1 << 20);
        return mebibytes < 10
                ? String.format(Locale.ROOT, "%.1f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.0f MiB", mebibytes);
    }
}
