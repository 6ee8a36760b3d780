package io.holdfast.snapshot;

import io.holdfast.linux.FileName;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a tree, node by node as it is decoded, with what restic would write for the same nodes: only where all bytes are the
 * same can restic rewrite the tree. Not thread-safe.
 */
public final class CanonicalForm {
    private static final int HEAD = new TreeEncoder().size();
    private static final int TAIL = TreeEncoder.encode(List.of()).length - HEAD;
    private static final ByteBuffer COMMA = ByteBuffer.wrap(new byte[] {','}).asReadOnlyBuffer();

    private final TreeEncoder encoder = new TreeEncoder();
    /** What was not compared yet. */
    private final ByteBuffer rest;

    private @Nullable FileName last;
    private boolean same = true;

    /** The array must not change while nodes are compared. */
    public CanonicalForm(byte[] tree) {
        rest = ByteBuffer.wrap(tree);
    }

    /** The tree's next node. */
    public void next(TreeNode node) {
        if (same) {
            encoder.add(node);
            ByteBuffer encoded = encoder.finish();
            same = (last == null ? skip(encoded.slice(0, HEAD)) : isAfterLast(node) && skip(COMMA.duplicate()))
                    && skip(encoded.slice(HEAD, encoded.limit() - HEAD - TAIL));
            last = node.name();
            encoder.reset();
        }
    }

    /** Whether the tree is as restic would write it; to be asked once, after the last node. */
    public boolean holds() {
        ByteBuffer end = encoder.finish();
        return same && skip(last == null ? end : end.slice(HEAD, TAIL)) && !rest.hasRemaining();
    }

    private boolean isAfterLast(TreeNode node) {
        return last == null || last.compareTo(node.name()) < 0;
    }

    private boolean skip(ByteBuffer expected) {
        int length = expected.remaining();
        if (length > rest.remaining() || !rest.slice(rest.position(), length).equals(expected)) {
            return false;
        }
        rest.position(rest.position() + length);
        return true;
    }
}
