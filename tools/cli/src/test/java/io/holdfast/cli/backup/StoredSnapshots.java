package io.holdfast.cli.backup;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.restore.BackedUpSample;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.task.BackupTotals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A repository's snapshots, the first of which is finished; others are made without a backup. */
record StoredSnapshots(Path repository) {
    List<StoredSnapshot> all() {
        try (OpenRepository opened = BackedUpSample.open(repository)) {
            return opened.snapshots();
        }
    }

    List<FileId> ids() {
        return all().stream().map(StoredSnapshot::id).toList();
    }

    /** Of a finished one. */
    BlobId tree() {
        return finished().tree();
    }

    String hostname() {
        return finished().hostname();
    }

    private Snapshot finished() {
        return all().stream()
                .map(StoredSnapshot::snapshot)
                .filter(snapshot -> !snapshot.isUnfinished())
                .findFirst()
                .orElseThrow();
    }

    /** As a backup that saved so much at that time, and was interrupted then. */
    FileId leave(String host, String path, Instant ended, long bytes) {
        Snapshot snapshot =
                Snapshot.of(Snapshot.UNFINISHED_TIME, tree(), List.of(path), host, "us", List.of(Snapshot.UNFINISHED));
        BackupTotals totals = new BackupTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, bytes);
        return save(snapshot.withSummary(new SnapshotSummary(ended, ended, totals)));
    }

    /** One that somebody has given the tag; it is none of ours. */
    FileId tag(String path) {
        Instant time = Instant.parse("2020-02-02T20:20:20Z");
        return save(Snapshot.of(time, tree(), List.of(path), hostname(), "somebody", List.of(Snapshot.UNFINISHED)));
    }

    /** As somebody at work on that host. */
    void lock(Instant time, String host) {
        try (OpenRepository opened = BackedUpSample.open(repository)) {
            FileId _ = TestRepositories.leaveLock(opened, time, host, "somebody", 1);
        }
    }

    private FileId save(Snapshot snapshot) {
        try (OpenRepository opened = BackedUpSample.open(repository)) {
            return opened.saveSnapshot(snapshot);
        }
    }
}
