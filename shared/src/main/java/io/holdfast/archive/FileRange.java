package io.holdfast.archive;

import io.holdfast.task.FileSlice;

/** The bytes of each file that a run stores: all, or a slice's range. */
record FileRange(long from, long end) {
    static final FileRange ALL = new FileRange(0, Long.MAX_VALUE);

    static FileRange of(FileSlice slice) {
        return switch (slice) {
            case FileSlice.WholeVolume(), FileSlice.Spans(var _) -> ALL;
            case FileSlice.ByteRange range -> new FileRange(range.offset(), range.end());
        };
    }

    boolean isAll() {
        return equals(ALL);
    }

    /** How many bytes of a file of this size lie within. */
    long within(long size) {
        return Math.max(0, Math.min(size, end) - from);
    }
}
