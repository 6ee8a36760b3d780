package io.holdfast.browse;

import java.util.Objects;

/** A directory of a snapshot as people name it: the beginning of an id or {@code latest}, and {@code :PATH} unless it is the root. */
public record SnapshotName(String id, EntryPath path) {
    public SnapshotName {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(path, "path is null");
    }

    public static SnapshotName parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? new SnapshotName(text, EntryPath.ROOT)
                : new SnapshotName(text.substring(0, colon), EntryPath.parse(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return path.isRoot() ? id : id + ":" + path;
    }
}
