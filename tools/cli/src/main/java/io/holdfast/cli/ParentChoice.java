package io.holdfast.cli;

import io.holdfast.archive.ParentTree;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which snapshot a backup is compared with: the one that was named, {@code none}, or the newest of the same host and path. */
record ParentChoice(String hostname, String path, @Nullable String named) {
    Optional<StoredSnapshot> among(OpenRepository repository) {
        if (named == null) {
            return repository.snapshots().stream()
                    .filter(stored -> isOfSame(stored.snapshot()))
                    .reduce((older, newer) -> newer);
        }
        return named.equals("none") ? Optional.empty() : Optional.of(repository.snapshot(named));
    }

    /** What the archiver compares with: files that changed after that backup began may differ from what it holds. */
    static ParentTree tree(StoredSnapshot stored) {
        Snapshot snapshot = stored.snapshot();
        return new ParentTree(
                snapshot.tree(),
                snapshot.summary().map(SnapshotSummary::started).orElse(snapshot.time()));
    }

    private boolean isOfSame(Snapshot snapshot) {
        return snapshot.hostname().equals(hostname) && snapshot.paths().equals(List.of(path));
    }
}
