package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.snapshot.NodeTime;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.Comparator;
import java.util.List;

/**
 * How an entry has changed that is there before and after, in restic's letters: {@code T} for another type, {@code M} for a
 * file's content, with {@code ?} where nothing else tells of it, and {@code U} for anything else.
 */
final class NodeComparison {
    private static final BlobId LEFT_OUT = BlobId.of(new byte[0]);

    private NodeComparison() {}

    /** {@code ""} where it has not. */
    static String modifier(TreeNode before, TreeNode after, boolean withMetadata) {
        String type = before.type() == after.type() ? "" : "T";
        boolean areFiles = before.type() == NodeType.FILE && after.type() == NodeType.FILE;
        if (areFiles && !before.content().equals(after.content())) {
            return hasSameMetadata(before, after) ? "M?" : "M";
        }
        return type + (withMetadata && !hasSameMetadata(before, after) ? "U" : "");
    }

    private static boolean hasSameMetadata(TreeNode before, TreeNode after) {
        return comparable(before).equals(comparable(after));
    }

    /** Without what is in it, and without what may be written in several ways: zones, and the order of attributes. */
    private static TreeNode comparable(TreeNode node) {
        return node.toBuilder()
                .content(List.of())
                .subtree(LEFT_OUT)
                .modified(NodeTime.of(node.modified().instant()))
                .accessed(NodeTime.of(node.accessed().instant()))
                .changed(NodeTime.of(node.changed().instant()))
                .extendedAttributes(node.extendedAttributes().stream()
                        .sorted(Comparator.comparing(ExtendedAttribute::toString))
                        .toList())
                .build();
    }
}
