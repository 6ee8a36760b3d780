package io.holdfast.archive;

import io.holdfast.linux.LinuxError;
import io.holdfast.task.FileSlice.ByteRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Cuts a large file into ranges at multiples of a step. Each range has data: a hole goes with the range before it, one at the
 * start with the first, so that there are never more ranges than there are steps' worth of places with data.
 */
final class RangeCutter {
    private RangeCutter() {}

    /** Tells where data begins at or after an offset. */
    @FunctionalInterface
    interface DataSearch {
        OptionalLong from(long offset) throws LinuxError;
    }

    static List<ByteRange> cut(String path, long size, long step, DataSearch data) throws LinuxError {
        List<ByteRange> ranges = new ArrayList<>();
        long start = 0;
        long filled = data.from(0).orElse(0) / step * step;
        while (size - filled > step) {
            OptionalLong next = data.from(filled + step);
            if (next.isEmpty()) {
                break;
            }
            filled = next.getAsLong() / step * step;
            ranges.add(new ByteRange(path, start, filled - start));
            start = filled;
        }
        ranges.add(ByteRange.from(path, start));
        return ranges;
    }

    /** Of a file whose layout is not known. */
    static List<ByteRange> cutEvenly(String path, long size, long step) {
        List<ByteRange> ranges = new ArrayList<>();
        long start = 0;
        for (; size - start > step; start += step) {
            ranges.add(new ByteRange(path, start, step));
        }
        ranges.add(ByteRange.from(path, start));
        return ranges;
    }
}
