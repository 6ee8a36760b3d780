package io.holdfast.browse;

import java.util.Objects;

/**
 * What two trees differ by.
 *
 * @param changedFiles files whose content is another
 */
public record DiffTotals(long changedFiles, Side added, Side removed) {
    public DiffTotals {
        Objects.requireNonNull(added, "added is null");
        Objects.requireNonNull(removed, "removed is null");
    }

    /**
     * What one of them has and the other has not: entries, and blobs with the bytes in them before compression. A blob that
     * lies in a directory that is the same in both counts as well, since such directories are not read.
     */
    public record Side(long files, long dirs, long others, long dataBlobs, long treeBlobs, long bytes) {}
}
