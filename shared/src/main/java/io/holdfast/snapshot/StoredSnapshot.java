package io.holdfast.snapshot;

import io.holdfast.blob.FileId;
import java.util.Objects;

/** A snapshot that lies in the repository under its id. */
public record StoredSnapshot(FileId id, Snapshot snapshot) {
    public StoredSnapshot {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(snapshot, "snapshot is null");
    }
}
