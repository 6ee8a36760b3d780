package io.holdfast.browse;

import io.holdfast.snapshot.TreeNode;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Goes through two directories together, in the order of names, which both of them have. */
final class NodePairs implements Iterator<NodePair> {
    private final Iterator<TreeNode> allBefore;
    private final Iterator<TreeNode> allAfter;
    private Optional<TreeNode> before;
    private Optional<TreeNode> after;

    NodePairs(Iterator<TreeNode> before, Iterator<TreeNode> after) {
        this.allBefore = before;
        this.allAfter = after;
        this.before = next(before);
        this.after = next(after);
    }

    @Override
    public boolean hasNext() {
        return before.isPresent() || after.isPresent();
    }

    @Override
    public NodePair next() {
        if (!hasNext()) {
            throw new NoSuchElementException("both directories have ended");
        }
        int order = before.isEmpty()
                ? 1
                : after.isEmpty()
                        ? -1
                        : before.get().name().compareTo(after.get().name());
        NodePair pair = new NodePair(order <= 0 ? before : Optional.empty(), order >= 0 ? after : Optional.empty());
        if (order <= 0) {
            before = next(allBefore);
        }
        if (order >= 0) {
            after = next(allAfter);
        }
        return pair;
    }

    private static Optional<TreeNode> next(Iterator<TreeNode> nodes) {
        return nodes.hasNext() ? Optional.of(nodes.next()) : Optional.empty();
    }
}
