package io.holdfast.restore;

import io.holdfast.blob.FileId;
import java.util.List;

/** Blobs that lie close together in a pack, in the order of their offsets, and are fetched by one read. */
record FetchRange(FileId pack, int offset, int length, List<PlannedBlob> blobs) {
    FetchRange {
        blobs = List.copyOf(blobs);
    }

    /** How many places of files its blobs belong into. */
    int pieces() {
        return blobs.stream().mapToInt(blob -> blob.pieces().size()).sum();
    }

    /** What the range and one opened blob of it take up in memory. */
    long bytesInFlight() {
        return (long) length
                + blobs.stream()
                        .mapToInt(blob -> blob.place().plainLength())
                        .max()
                        .orElse(0);
    }
}
