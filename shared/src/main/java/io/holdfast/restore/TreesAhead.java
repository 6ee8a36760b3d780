package io.holdfast.restore;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.failure.BackupException;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Fetches the trees that a walk will come to next while it is busy with others, as a distant store takes long to answer and
 * there is one tree for each directory. Few and small ones only: large ones are fetched when they are due. Used by one thread.
 */
final class TreesAhead {
    static final int SIDE_BY_SIDE = 16;

    private static final int LARGEST = 1 << 20;

    private final IndexedRepository repository;
    private final TaskGroup group;
    private final Map<BlobId, Future<Fetched>> expected = new HashMap<>();

    private sealed interface Fetched {
        record Nodes(Iterator<TreeNode> nodes) implements Fetched {}

        /** Thrown where the tree is due: it must not end the others. */
        record Failed(BackupException failure) implements Fetched {}
    }

    /** The group's threads wait for the store; it stays the caller's. */
    TreesAhead(IndexedRepository repository, TaskGroup group) {
        this.repository = repository;
        this.group = group;
    }

    /** It will be taken soon. */
    void expect(BlobId tree) {
        boolean isSmall = repository
                .locate(tree, BlobType.TREE)
                .filter(place -> place.plainLength() <= LARGEST)
                .isPresent();
        if (isSmall && expected.size() < SIDE_BY_SIDE) {
            expected.computeIfAbsent(tree, _ -> group.call(() -> fetch(tree)));
        }
    }

    /** The tree's nodes; failures are the repository's. */
    Iterator<TreeNode> take(BlobId tree) throws InterruptedException {
        Future<Fetched> fetching = expected.remove(tree);
        if (fetching == null) {
            return repository.nodes(tree);
        }
        try {
            return switch (fetching.get()) {
                case Fetched.Nodes(Iterator<TreeNode> nodes) -> nodes;
                case Fetched.Failed(BackupException failure) -> throw failure;
            };
        } catch (ExecutionException e) {
            throw new IllegalStateException("fetching a tree failed unexpectedly", e);
        }
    }

    private Fetched fetch(BlobId tree) {
        try {
            return new Fetched.Nodes(repository.nodes(tree));
        } catch (BackupException e) {
            return new Fetched.Failed(e);
        }
    }
}
