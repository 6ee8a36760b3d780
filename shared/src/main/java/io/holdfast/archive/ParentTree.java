package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import java.time.Instant;
import java.util.Objects;

/**
 * The tree of an earlier snapshot of the same volume, and when that backup began.
 *
 * @param finished whether that backup came to its end
 */
public record ParentTree(BlobId tree, Instant started, boolean finished) {
    public ParentTree {
        Objects.requireNonNull(tree, "tree is null");
        Objects.requireNonNull(started, "started is null");
    }

    public ParentTree(BlobId tree, Instant started) {
        this(tree, started, true);
    }
}
