package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.SourceReport;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.List;
import java.util.Objects;

/** A tree that has been saved, durable once the saver has been flushed; and what of its source it does not hold. */
public record ArchivedTree(BlobId tree, BackupTotals totals, SourceReport source) {
    public ArchivedTree {
        Objects.requireNonNull(tree, "tree is null");
        Objects.requireNonNull(totals, "totals is null");
        Objects.requireNonNull(source, "source is null");
    }

    public List<FileTrouble> troubles() {
        return source.troubles();
    }
}
