package io.holdfast.snapshot;

import io.holdfast.task.BackupTotals;
import java.time.Instant;
import java.util.Objects;

/** What the backup behind a snapshot did, and when. */
public record SnapshotSummary(Instant started, Instant ended, BackupTotals totals) {
    public SnapshotSummary {
        Objects.requireNonNull(started, "started is null");
        Objects.requireNonNull(ended, "ended is null");
        Objects.requireNonNull(totals, "totals is null");
    }
}
