package io.holdfast.task;

import java.util.List;

/** A part of a volume that one agent takes, and that is leased, reported and retried alone. */
public sealed interface FileSlice {
    /** Everything below the volume's root. */
    record WholeVolume() implements FileSlice {}

    /**
     * Some entries, each with all below it. Paths are relative to the root, components escaped as a restic tree escapes
     * names (Go's quoting), joined by {@code /}.
     */
    record Paths(List<String> paths) implements FileSlice {
        public Paths {
            paths = List.copyOf(paths);
        }
    }

    /** {@code length} bytes from {@code offset} of one large file. */
    record ByteRange(String path, long offset, long length) implements FileSlice {
        public ByteRange {
            if (offset < 0 || length <= 0) {
                throw new IllegalArgumentException("not a range of a file: " + offset + "+" + length);
            }
        }
    }
}
