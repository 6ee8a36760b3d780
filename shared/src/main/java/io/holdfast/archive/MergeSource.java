package io.holdfast.archive;

import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.FileSlice.ByteRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A slice's nodes of one directory, taken in byte order of names together with those of other slices. */
final class MergeSource {
    private final Iterator<TreeNode> nodes;
    private final Optional<ByteRange> range;
    private @Nullable TreeNode next;

    MergeSource(Iterator<TreeNode> nodes, Optional<ByteRange> range) {
        this.nodes = nodes;
        this.range = range;
        advance();
    }

    private void advance() {
        next = nodes.hasNext() ? nodes.next() : null;
    }

    /** Takes the nodes of the lowest name from all sources that have it; none once all are empty. */
    static List<SliceNode> takeFirst(List<MergeSource> sources) {
        TreeNode lowest = null;
        for (MergeSource source : sources) {
            TreeNode node = source.next;
            if (node != null && (lowest == null || node.name().compareTo(lowest.name()) < 0)) {
                lowest = node;
            }
        }
        List<SliceNode> taken = new ArrayList<>();
        for (MergeSource source : sources) {
            TreeNode node = source.next;
            if (node != null && lowest != null && node.name().equals(lowest.name())) {
                taken.add(new SliceNode(node, source.range));
                source.advance();
            }
        }
        return taken;
    }
}
