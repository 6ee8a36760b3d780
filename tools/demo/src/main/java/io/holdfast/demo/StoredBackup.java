package io.holdfast.demo;

import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** What the repositories themselves say of one backup. */
record StoredBackup(int volumes, BackupTotals totals) {
    /** Reads the snapshots that carry the backup's tag. */
    static StoredBackup of(String backup, List<Path> repositories, Secret password) {
        StoredBackup sum = new StoredBackup(0, BackupTotals.NONE);
        for (Path folder : repositories) {
            try (ObjectStore store =
                            ObjectStores.open(new StoreLocation.Directory(folder), new StoreCredentials.Ambient());
                    OpenRepository repository = Repository.open(store, password, Clock.systemUTC())) {
                for (StoredSnapshot stored : repository.snapshots()) {
                    if (stored.snapshot().tags().contains("backup=" + backup)) {
                        sum = sum.plus(stored.snapshot()
                                .summary()
                                .map(SnapshotSummary::totals)
                                .orElse(BackupTotals.NONE));
                    }
                }
            }
        }
        return sum;
    }

    private StoredBackup plus(BackupTotals more) {
        return new StoredBackup(volumes + 1, totals.plus(more));
    }

    /** Files that were read because they are new or have changed. */
    long filesRead() {
        return totals.filesNew() + totals.filesChanged();
    }

    /** How many bytes of the files one new plain byte stands for; the rest was stored before, is a hole, or is there twice. */
    double deduplication() {
        return (double) totals.bytesProcessed() / Math.max(1, totals.dataAdded());
    }

    double compression() {
        return (double) totals.dataAdded() / Math.max(1, totals.dataAddedPacked());
    }
}
