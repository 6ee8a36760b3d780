package io.holdfast.browse;

import io.holdfast.linux.FileName;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.Objects;
import java.util.Optional;

/** What has one name in a directory before and after; at least one of them is there. */
record NodePair(Optional<TreeNode> before, Optional<TreeNode> after) {
    NodePair {
        Objects.requireNonNull(before, "before is null");
        Objects.requireNonNull(after, "after is null");
    }

    FileName name() {
        return after.or(() -> before).orElseThrow().name();
    }

    /** Whether both are directories, and what is in them is not the same. */
    boolean isChangedDirectory() {
        return before.filter(NodePair::isDirectory).isPresent()
                && after.filter(NodePair::isDirectory).isPresent()
                && !before.flatMap(TreeNode::subtree).equals(after.flatMap(TreeNode::subtree));
    }

    static boolean isDirectory(TreeNode node) {
        return node.type() == NodeType.DIRECTORY;
    }
}
