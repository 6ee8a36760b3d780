package io.holdfast.cli.backup;

import io.holdfast.archive.ArchivedTree;
import io.holdfast.blob.FileId;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.SnapshotSummary;
import java.time.Duration;
import java.time.Instant;

/** A tree that is durable in the repository, and what it took; a snapshot is all that it lacks. */
record FinishedBackup(ArchivedTree tree, Duration took, ResumePoint resumePoint) {
    boolean isComplete() {
        return tree.source().isComplete();
    }

    /** Writes the snapshot, and removes what stood for it while it was not there. */
    BackupSummary record(OpenRepository repository, SnapshotOrigin origin, Instant ended) {
        SnapshotSummary summary = new SnapshotSummary(origin.started(), ended, tree.totals());
        FileId id = repository.saveSnapshot(origin.of(tree.tree(), summary));
        resumePoint.passed();
        return BackupSummary.of(id, summary, tree.source(), took);
    }
}
