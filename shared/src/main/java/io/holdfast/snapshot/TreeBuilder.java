package io.holdfast.snapshot;

import io.holdfast.blob.BlobId;
import org.jspecify.annotations.Nullable;

/**
 * Collects one directory's nodes in byte order and stores the tree. Keeps no more than a piece of it, as a directory may have
 * hundreds of thousands of entries. Reusable for the next one; not thread-safe.
 */
public final class TreeBuilder {
    /** Enough that pieces compress as well as the whole: twice zstd's window. */
    private static final int PIECE = 1 << 20;

    private final TreeEncoder encoder;
    private final TreeSink sink;
    /** What has been handed over already. */
    private @Nullable LongTree beginning;

    public TreeBuilder(TreeSink sink) {
        this(sink, new TreeEncoder(), null);
    }

    private TreeBuilder(TreeSink sink, TreeEncoder encoder, @Nullable LongTree beginning) {
        this.sink = sink;
        this.encoder = encoder;
        this.beginning = beginning;
    }

    /** One with the same nodes so far, which stores a tree of its own. */
    public TreeBuilder copy() {
        return new TreeBuilder(sink, encoder.copy(), beginning == null ? null : beginning.copy());
    }

    /** An IllegalArgumentException unless the node's name comes after the one before, by unsigned bytes. */
    public void add(TreeNode node) {
        encoder.add(node);
        if (encoder.size() >= PIECE) {
            LongTree tree = beginning == null ? sink.begin() : beginning;
            beginning = tree;
            tree.add(encoder.piece());
            encoder.drop();
        }
    }

    /** Stores the tree of all nodes since the last one. */
    public BlobId save() {
        try {
            if (beginning == null) {
                return sink.save(encoder.finish());
            }
            beginning.add(encoder.finish());
            return beginning.save();
        } finally {
            beginning = null;
            encoder.reset();
        }
    }
}
