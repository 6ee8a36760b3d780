package io.holdfast.retention;

import io.holdfast.snapshot.Snapshot;
import java.util.List;
import java.util.Objects;

/** What the snapshots of a group have in common; what they are not grouped by is empty. */
public record SnapshotGroup(String hostname, List<String> paths, List<String> tags) {
    public SnapshotGroup {
        Objects.requireNonNull(hostname, "hostname is null");
        paths = paths.stream().sorted().toList();
        tags = tags.stream().sorted().toList();
    }

    /** By what snapshots are told apart before a policy is applied. */
    public record By(boolean host, boolean paths, boolean tags) {
        SnapshotGroup of(Snapshot snapshot) {
            return new SnapshotGroup(
                    host ? snapshot.hostname() : "",
                    paths ? snapshot.paths() : List.of(),
                    tags ? snapshot.tags() : List.of());
        }
    }
}
