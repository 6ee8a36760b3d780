package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.task.ShortText;
import java.util.Objects;

/**
 * A file that a restore of the snapshot would not bring back whole, or a directory whose entries it could not.
 *
 * @param path from the snapshot's root on, {@code /} itself included; names are quoted as slices quote them, and of a very
 *     long path the middle is left out
 */
public record HarmedPath(FileId snapshot, String path) {
    public HarmedPath {
        Objects.requireNonNull(snapshot, "snapshot is null");
        path = ShortText.of(path);
    }

    @Override
    public String toString() {
        return snapshot.toShortHex() + ":" + path;
    }
}
