package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobIdSet;
import io.holdfast.snapshot.TreeNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search has found out about trees, so that none that snapshots share is read again: that there is nothing in most,
 * and of the others the entries that match or have something below that does. Trees beyond its bound are read again.
 */
final class SearchMemory<S> {
    /** What a node takes up beside its content, roughly. */
    private static final int NODE = 600;

    private final long mostBytes;
    private final Map<S, BlobIdSet> barren = new HashMap<>();
    private final Map<Known<S>, List<TreeNode>> found = new HashMap<>();
    private long bytes;

    private record Known<S>(BlobId tree, S state) {}

    /** Of entries it keeps so many bytes. */
    SearchMemory(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** These entries of the tree match or lead to some that do, and no others; false where there is no room to remember it. */
    boolean remember(BlobId tree, S state, List<TreeNode> entries) {
        if (entries.isEmpty()) {
            boolean _ = barren.computeIfAbsent(state, _ -> new BlobIdSet()).add(tree);
            return true;
        }
        long size = entries.stream().mapToLong(SearchMemory::size).sum();
        if (bytes + size > mostBytes) {
            return false;
        }
        bytes += size;
        found.put(new Known<>(tree, state), List.copyOf(entries));
        return true;
    }

    /** Empty where the tree has to be read. */
    Optional<List<TreeNode>> recall(BlobId tree, S state) {
        BlobIdSet trees = barren.get(state);
        return trees != null && trees.contains(tree)
                ? Optional.of(List.of())
                : Optional.ofNullable(found.get(new Known<>(tree, state)));
    }

    private static long size(TreeNode node) {
        return NODE + (long) BlobId.LENGTH * node.content().map(List::size).orElse(0);
    }
}
