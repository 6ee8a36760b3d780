package io.holdfast.check;

import io.holdfast.concurrent.TaskGroup;
import io.holdfast.failure.BackupException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Scans the trees that a walk will come to next while it is busy with others, to use all processors and to hide the latency of a
 * distant store. Few and small ones only: large ones are scanned when they are due. Used by one thread.
 */
final class ScansAhead {
    private static final int SIDE_BY_SIDE = 16;
    private static final int LARGEST = 1 << 20;

    private final TreeScanner scanner;
    private final TreeSource trees;
    private final TaskGroup group;
    private final Map<Integer, Future<Scanned>> expected = new HashMap<>();

    private sealed interface Scanned {
        record Done(TreeScan scan) implements Scanned {}

        /** Thrown where the tree is due, so that it is this failure that ends the walk. */
        record Failed(BackupException failure) implements Scanned {}
    }

    /** The group's threads wait for the store; it stays the caller's. */
    ScansAhead(TreeScanner scanner, TreeSource trees, TaskGroup group) {
        this.scanner = scanner;
        this.trees = trees;
        this.group = group;
    }

    boolean hasRoom() {
        return expected.size() < SIDE_BY_SIDE;
    }

    /** It will be taken soon. */
    void expect(int tree) {
        if (hasRoom() && !expected.containsKey(tree) && trees.plainLength(tree) <= LARGEST) {
            expected.put(tree, group.call(() -> scan(tree)));
        }
    }

    TreeScan take(int tree) throws InterruptedException {
        Future<Scanned> scanning = expected.remove(tree);
        if (scanning == null) {
            return TreeScan.of(tree, scanner);
        }
        try {
            return switch (scanning.get()) {
                case Scanned.Done(TreeScan scan) -> scan;
                case Scanned.Failed(BackupException failure) -> throw failure;
            };
        } catch (ExecutionException | CancellationException e) {
            group.join(); // throws what the first of them has failed with
            throw new IllegalStateException("scanning a tree failed unexpectedly", e);
        }
    }

    private Scanned scan(int tree) throws InterruptedException {
        try {
            return new Scanned.Done(TreeScan.of(tree, scanner));
        } catch (BackupException e) {
            return new Scanned.Failed(e);
        }
    }
}
