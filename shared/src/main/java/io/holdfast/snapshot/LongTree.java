package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import java.nio.ByteBuffer;

/** A tree that is handed over piece by piece, from its beginning on. Not thread-safe. */
public interface LongTree {
    /** Done with the bytes, which have an array, when it returns. */
    void add(ByteBuffer piece);

    /** One that has the same pieces so far, and shares what it keeps of them. */
    LongTree copy();

    /** Stores the tree of all pieces. */
    BlobId save();
}
