package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import java.time.Instant;
import java.util.Objects;

/** The tree of an earlier snapshot of the same volume, and when that backup began. */
public record ParentTree(BlobId tree, Instant started) {
    public ParentTree {
        Objects.requireNonNull(tree, "tree is null");
        Objects.requireNonNull(started, "started is null");
    }
}
