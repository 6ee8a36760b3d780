package io.holdfast.repository;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.WorkAhead;
import io.holdfast.index.BlobPlace;
import io.holdfast.snapshot.TreeNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches the trees that a walk will come to next while it is busy with others, as a distant store takes long to answer and
 * there is one tree for each directory. {@value #SIDE_BY_SIDE} are fetched at a time, and {@value #HELD} bytes of trees
 * wait at most: further and larger ones are fetched when they are due. Used by one thread.
 */
public final class TreesAhead {
    public static final int SIDE_BY_SIDE = 16;

    private static final int LARGEST = 1 << 20;
    private static final int HELD = 16 << 20;

    private final IndexedRepository repository;
    private final WorkAhead<BlobId, Iterator<TreeNode>> fetches;
    private final Map<BlobId, Integer> bytes = new HashMap<>();
    private final AtomicInteger beingFetched = new AtomicInteger();
    private long held;

    /** The group's threads wait for the store; it stays the caller's. */
    public TreesAhead(IndexedRepository repository, TaskGroup group) {
        this.repository = repository;
        this.fetches = new WorkAhead<>(group);
    }

    /** It will be taken soon. */
    public void expect(BlobId tree) {
        if (beingFetched.get() >= SIDE_BY_SIDE || fetches.hasBegun(tree)) {
            return;
        }
        repository
                .locate(tree, BlobType.TREE)
                .map(BlobPlace::plainLength)
                .filter(length -> length <= LARGEST && held + length <= HELD)
                .ifPresent(length -> {
                    beingFetched.incrementAndGet();
                    held += length;
                    bytes.put(tree, length);
                    fetches.begin(tree, () -> fetch(tree));
                });
    }

    /** The tree's nodes; failures are the repository's. */
    public Iterator<TreeNode> take(BlobId tree) throws InterruptedException {
        release(tree);
        Optional<Iterator<TreeNode>> fetched = fetches.take(tree);
        return fetched.isPresent() ? fetched.get() : repository.nodes(tree);
    }

    /** It will not be taken after all. */
    public void forget(BlobId tree) {
        release(tree);
        fetches.forget(tree);
    }

    private void release(BlobId tree) {
        Integer length = bytes.remove(tree);
        held -= length == null ? 0 : length;
    }

    private Iterator<TreeNode> fetch(BlobId tree) {
        try {
            return repository.nodes(tree);
        } finally {
            beingFetched.decrementAndGet();
        }
    }
}
