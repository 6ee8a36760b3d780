package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Tells again, from memory, what was found in a tree; without recursion. */
record SearchReplay<S>(SearchCriterion<S> criterion, SearchMemory<S> memory, SnapshotSearch.Listener listener) {
    private record Level<S>(BlobId tree, S state, Iterator<TreeNode> entries) {}

    /** False where nothing is known of the tree. The path leads to its directory, and does so again in the end. */
    boolean show(WalkedPath path, BlobId tree, S state) {
        Optional<List<TreeNode>> known = memory.recall(tree, state);
        if (known.isEmpty()) {
            return false;
        }
        Deque<Level<S>> levels = new ArrayDeque<>();
        levels.push(new Level<>(tree, state, known.get().iterator()));
        while (!levels.isEmpty()) {
            Level<S> level = levels.getFirst();
            if (level.entries().hasNext()) {
                TreeNode node = level.entries().next();
                path.enter(node.name());
                Optional<Level<S>> below = show(path, node, level);
                below.ifPresentOrElse(levels::push, path::leave);
            } else {
                Level<S> _ = levels.pop();
                if (!levels.isEmpty()) {
                    path.leave();
                }
            }
        }
        return true;
    }

    /** Answers what is known below the entry, if it is a directory. */
    private Optional<Level<S>> show(WalkedPath path, TreeNode node, Level<S> in) {
        S state = criterion.enter(node, in.state());
        if (criterion.matches(node, state)) {
            listener.found(path, node, in.tree());
        }
        return node.subtree()
                .flatMap(tree -> memory.recall(tree, state).map(below -> new Level<>(tree, state, below.iterator())));
    }
}
