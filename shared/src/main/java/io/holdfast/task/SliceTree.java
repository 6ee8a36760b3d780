package io.holdfast.task;

import java.util.Objects;
import java.util.Optional;

/**
 * The tree that came of a finished slice.
 *
 * @param tree its id, 64 hex digits
 * @param range which bytes of which file it holds, where the slice was a byte range
 */
public record SliceTree(String tree, Optional<FileSlice.ByteRange> range) {
    public SliceTree {
        Objects.requireNonNull(tree, "tree is null");
        Objects.requireNonNull(range, "range is null");
    }
}
