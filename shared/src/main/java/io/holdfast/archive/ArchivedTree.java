package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.List;
import java.util.Objects;

/**
 * A tree that has been saved; durable once the saver has been flushed.
 *
 * @param troubles the first of them; {@code troubleCount} counts all
 */
public record ArchivedTree(BlobId tree, BackupTotals totals, List<FileTrouble> troubles, long troubleCount) {
    public ArchivedTree {
        Objects.requireNonNull(tree, "tree is null");
        Objects.requireNonNull(totals, "totals is null");
        troubles = List.copyOf(troubles);
    }
}
