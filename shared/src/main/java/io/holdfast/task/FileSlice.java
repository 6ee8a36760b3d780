package io.holdfast.task;

import java.util.List;

/**
 * A part of a volume that one agent takes, and that is leased, reported and retried alone. Paths are relative to the root,
 * components escaped as a restic tree escapes names (Go's quoting), joined by {@code /}.
 */
public sealed interface FileSlice {
    /** Everything below the volume's root. */
    record WholeVolume() implements FileSlice {}

    /** Entries of some directories; no entry of a volume lies in two slices, and each in one. */
    record Spans(List<EntrySpan> spans) implements FileSlice {
        public Spans {
            spans = List.copyOf(spans);
            if (spans.isEmpty()) {
                throw new IllegalArgumentException("a slice of no entries");
            }
        }
    }

    /**
     * {@code length} bytes from {@code offset} of one large file. The last range of a file has no end: so it takes what the
     * file has grown by, and a file whose last range is missing can be told from a whole one.
     */
    record ByteRange(String path, long offset, long length) implements FileSlice {
        public ByteRange {
            if (offset < 0 || length <= 0 || length > Long.MAX_VALUE - offset) {
                throw new IllegalArgumentException("not a range of a file: " + offset + "+" + length);
            }
        }

        /** All from the offset on, however long the file is. */
        public static ByteRange from(String path, long offset) {
            return new ByteRange(path, offset, Long.MAX_VALUE - offset);
        }

        public long end() {
            return offset + length;
        }

        public boolean isLast() {
            return end() == Long.MAX_VALUE;
        }
    }
}
