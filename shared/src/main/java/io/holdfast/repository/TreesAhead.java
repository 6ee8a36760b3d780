package io.holdfast.repository;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.failure.BackupException;
import io.holdfast.index.BlobPlace;
import io.holdfast.snapshot.TreeNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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
    private final TaskGroup group;
    private final Map<BlobId, Expected> expected = new HashMap<>();
    private final AtomicInteger beingFetched = new AtomicInteger();
    private long held;

    private record Expected(Future<Fetched> fetching, int bytes) {}

    private sealed interface Fetched {
        record Nodes(Iterator<TreeNode> nodes) implements Fetched {}

        /** Thrown where the tree is due: it must not end the others. */
        record Failed(BackupException failure) implements Fetched {}
    }

    /** The group's threads wait for the store; it stays the caller's. */
    public TreesAhead(IndexedRepository repository, TaskGroup group) {
        this.repository = repository;
        this.group = group;
    }

    /** It will be taken soon. */
    public void expect(BlobId tree) {
        if (beingFetched.get() >= SIDE_BY_SIDE || expected.containsKey(tree)) {
            return;
        }
        Optional<Integer> bytes = repository.locate(tree, BlobType.TREE).map(BlobPlace::plainLength);
        if (bytes.isPresent() && bytes.get() <= LARGEST && held + bytes.get() <= HELD) {
            beingFetched.incrementAndGet();
            held += bytes.get();
            expected.put(tree, new Expected(group.call(() -> fetch(tree)), bytes.get()));
        }
    }

    /** The tree's nodes; failures are the repository's. */
    public Iterator<TreeNode> take(BlobId tree) throws InterruptedException {
        Optional<Future<Fetched>> fetching = remove(tree);
        if (fetching.isEmpty()) {
            return repository.nodes(tree);
        }
        try {
            return switch (fetching.get().get()) {
                case Fetched.Nodes(Iterator<TreeNode> nodes) -> nodes;
                case Fetched.Failed(BackupException failure) -> throw failure;
            };
        } catch (ExecutionException | CancellationException e) {
            group.join(); // throws what the first of them has failed with
            throw new IllegalStateException("fetching a tree failed unexpectedly", e);
        }
    }

    /** It will not be taken after all. */
    public void forget(BlobId tree) {
        Optional<Future<Fetched>> _ = remove(tree);
    }

    private Optional<Future<Fetched>> remove(BlobId tree) {
        Expected removed = expected.remove(tree);
        if (removed == null) {
            return Optional.empty();
        }
        held -= removed.bytes();
        return Optional.of(removed.fetching());
    }

    private Fetched fetch(BlobId tree) {
        try {
            return new Fetched.Nodes(repository.nodes(tree));
        } catch (BackupException e) {
            return new Fetched.Failed(e);
        } finally {
            beingFetched.decrementAndGet();
        }
    }
}
