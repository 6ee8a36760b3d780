package io.holdfast.snapshot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Go's {@code strconv.IsPrint}. A table, because Java's Unicode version is another one than Go's, and a name escaped
 * differently is a tree with another id.
 */
final class GoPrintable {
    private static final String TABLE = "go-printable.txt";

    /** First and last code points of the printable runs, in turn, ascending. */
    private static final int[] RUNS = load();

    private GoPrintable() {}

    static boolean isPrintable(int rune) {
        if (rune < 0x7f) {
            return rune >= ' ';
        }
        int at = Arrays.binarySearch(RUNS, rune);
        // Between a first (even index) and a last (odd index) means: the next greater bound is a last.
        return at >= 0 || (-at - 1) % 2 == 1;
    }

    private static int[] load() {
        try (InputStream in = GoPrintable.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + TABLE + " is missing from the program");
            }
            List<String> lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
            return lines.stream()
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .flatMapToInt(GoPrintable::bounds)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + TABLE, e);
        }
    }

    private static IntStream bounds(String run) {
        int dash = run.indexOf('-');
        return IntStream.of(
                Integer.parseInt(dash < 0 ? run : run.substring(0, dash), 16),
                Integer.parseInt(run.substring(dash + 1), 16));
    }
}
