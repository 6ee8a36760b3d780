package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import java.nio.ByteBuffer;

/** Collects one directory's nodes in byte order and stores the tree. Reusable for the next one; not thread-safe. */
public final class TreeBuilder {
    /** Where finished trees go; it is done with the bytes when it returns. */
    @FunctionalInterface
    public interface TreeSink {
        BlobId save(ByteBuffer tree);
    }

    private final TreeEncoder encoder;
    private final TreeSink sink;

    public TreeBuilder(TreeSink sink) {
        this(sink, new TreeEncoder());
    }

    private TreeBuilder(TreeSink sink, TreeEncoder encoder) {
        this.sink = sink;
        this.encoder = encoder;
    }

    /** One with the same nodes so far, which stores a tree of its own. */
    public TreeBuilder copy() {
        return new TreeBuilder(sink, encoder.copy());
    }

    /** An IllegalArgumentException unless the node's name comes after the one before, by unsigned bytes. */
    public void add(TreeNode node) {
        encoder.add(node);
    }

    /** Stores the tree of all nodes since the last one. */
    public BlobId save() {
        try {
            return sink.save(encoder.finish());
        } finally {
            encoder.reset();
        }
    }
}
