package io.holdfast.dedup;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;

/** The blobs that the repository's index holds. Safe for any thread. */
@FunctionalInterface
public interface KnownBlobs {
    boolean contains(BlobId id, BlobType type);
}
