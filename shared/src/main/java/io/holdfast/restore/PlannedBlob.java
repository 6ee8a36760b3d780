package io.holdfast.restore;

import io.holdfast.blob.BlobId;
import io.holdfast.index.BlobPlace;
import java.util.ArrayList;
import java.util.List;

/** A blob that is needed, where it lies, and all places where it goes. */
final class PlannedBlob {
    private final BlobId id;
    private final BlobPlace place;
    private final List<Piece> pieces = new ArrayList<>(1);

    /** A place in a file, from {@code offset} on. */
    record Piece(TargetFile file, long offset) {}

    PlannedBlob(BlobId id, BlobPlace place) {
        this.id = id;
        this.place = place;
    }

    BlobId id() {
        return id;
    }

    BlobPlace place() {
        return place;
    }

    List<Piece> pieces() {
        return pieces;
    }
}
