package io.holdfast.check;

import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.WorkAhead;
import java.util.Optional;

/**
 * Scans the trees that a walk will come to next while it is busy with others, to use all processors and to hide the latency of a
 * distant store. Few and small ones only: large ones are scanned when they are due. Used by one thread.
 */
final class ScansAhead {
    private static final int SIDE_BY_SIDE = 16;
    private static final int LARGEST = 1 << 20;

    private final TreeScanner scanner;
    private final TreeSource trees;
    private final WorkAhead<Integer, TreeScan> scans;

    /** The group's threads wait for the store; it stays the caller's. */
    ScansAhead(TreeScanner scanner, TreeSource trees, TaskGroup group) {
        this.scanner = scanner;
        this.trees = trees;
        this.scans = new WorkAhead<>(group);
    }

    boolean hasRoom() {
        return scans.size() < SIDE_BY_SIDE;
    }

    /** It will be taken soon. */
    void expect(int tree) {
        if (hasRoom() && trees.plainLength(tree) <= LARGEST) {
            scans.begin(tree, () -> TreeScan.of(tree, scanner));
        }
    }

    TreeScan take(int tree) throws InterruptedException {
        Optional<TreeScan> scan = scans.take(tree);
        return scan.isPresent() ? scan.get() : TreeScan.of(tree, scanner);
    }
}
