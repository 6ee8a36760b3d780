package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import java.nio.ByteBuffer;

/** Where finished trees go. */
public interface TreeSink {
    /** Stores a whole tree; done with the bytes when it returns. */
    BlobId save(ByteBuffer tree);

    /** For a tree that is too long to be kept until it is whole. */
    LongTree begin();
}
