package io.holdfast.cli.backup;

import io.holdfast.blob.BlobId;
import io.holdfast.cli.session.HostIdentity;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a snapshot tells beside its tree: when, of what, and who took it. */
record SnapshotOrigin(
        Instant started, Path directory, String hostname, HostIdentity self, List<String> tags, Parents parents) {
    Snapshot of(BlobId tree, SnapshotSummary summary) {
        return of(started, tree, tags, summary);
    }

    /** Dated so early that it is the latest one only where there is no other, as it lacks what nobody was told of. */
    Snapshot unfinished(BlobId tree, SnapshotSummary summary) {
        return of(Snapshot.UNFINISHED_TIME, tree, List.of(Snapshot.UNFINISHED), summary);
    }

    private Snapshot of(Instant time, BlobId tree, List<String> withTags, SnapshotSummary summary) {
        return new Snapshot(
                time,
                parents.finished().map(StoredSnapshot::id),
                tree,
                List.of(directory.toString()),
                hostname,
                self.username(),
                self.uid(),
                self.gid(),
                List.of(),
                withTags,
                Optional.empty(),
                Snapshot.PROGRAM,
                Optional.of(summary));
    }
}
