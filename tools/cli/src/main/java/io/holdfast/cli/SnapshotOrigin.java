package io.holdfast.cli;

import io.holdfast.blob.BlobId;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a snapshot tells beside its tree: when, of what, and who took it. */
record SnapshotOrigin(
        Instant started,
        Path directory,
        String hostname,
        HostIdentity self,
        List<String> tags,
        Optional<StoredSnapshot> parent) {
    private static final String PROGRAM = "holdfast";

    Snapshot of(BlobId tree, SnapshotSummary summary) {
        return new Snapshot(
                started,
                parent.map(StoredSnapshot::id),
                tree,
                List.of(directory.toString()),
                hostname,
                self.username(),
                self.uid(),
                self.gid(),
                List.of(),
                tags,
                Optional.empty(),
                PROGRAM,
                Optional.of(summary));
    }
}
