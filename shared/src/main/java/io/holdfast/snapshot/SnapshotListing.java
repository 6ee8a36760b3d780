package io.holdfast.snapshot;

import io.holdfast.failure.BackupException;
import java.util.List;

/**
 * The snapshots of a repository.
 *
 * @param snapshots those that can be read, oldest first
 * @param damaged one failure for each of the others, which names its file and the remedy
 */
public record SnapshotListing(List<StoredSnapshot> snapshots, List<BackupException> damaged) {
    public SnapshotListing {
        snapshots = List.copyOf(snapshots);
        damaged = List.copyOf(damaged);
    }
}
