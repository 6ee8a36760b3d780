package io.holdfast.cli.selection;

import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;

/** A snapshot for programs, under the names that restic's JSON has. */
public record SnapshotView(
        String messageType,
        String id,
        String shortId,
        String time,
        String hostname,
        String username,
        List<String> paths,
        List<String> tags,
        String tree) {
    public static SnapshotView of(StoredSnapshot stored) {
        Snapshot snapshot = stored.snapshot();
        return new SnapshotView(
                "snapshot",
                stored.id().toHex(),
                stored.id().toShortHex(),
                snapshot.time().toString(),
                snapshot.hostname(),
                snapshot.username(),
                snapshot.paths(),
                snapshot.tags(),
                snapshot.tree().toHex());
    }
}
