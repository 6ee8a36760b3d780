package io.holdfast.archive;

import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.FileSlice;
import java.util.Optional;

/** A node of a slice's tree, and the range that the slice holds of its one file, where it is such a slice. */
record SliceNode(TreeNode node, Optional<FileSlice.ByteRange> range) {
    boolean isDirectory() {
        return node.type() == NodeType.DIRECTORY;
    }

    /** Whether the node holds only a part of its file's content. */
    boolean isFilePart() {
        return range.isPresent() && node.type() == NodeType.FILE;
    }
}
