package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.TreesAhead;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Tells what two trees differ by, in the order of paths. Directories that are the same are not read; of others both sides
 * stream, and there is no recursion. Used once, by one thread.
 */
public final class SnapshotDiff {
    /** So many entries of a directory are looked at ahead, for trees to fetch. */
    private static final int AHEAD = 64;

    private final IndexedRepository repository;
    private final boolean withMetadata;
    private final Listener listener;
    private final DiffSide before = new DiffSide();
    private final DiffSide after = new DiffSide();
    private final WalkedPath path = new WalkedPath(List.of());
    private final Deque<Level> levels = new ArrayDeque<>();
    private long changedFiles;

    /** Hears of what has changed. */
    public interface Listener {
        /** {@code +}, {@code -}, or the letters of {@link NodeComparison}; the node is the later one where there are two. */
        void changed(WalkedPath path, String modifier, TreeNode node);

        /** What is in the directory cannot be compared, or not all of it. */
        void lost(WalkedPath path, BackupException failure);
    }

    public SnapshotDiff(IndexedRepository repository, boolean withMetadata, Listener listener) {
        this.repository = repository;
        this.withMetadata = withMetadata;
        this.listener = listener;
    }

    /** A directory that both have, and that is not the same in both. */
    private static final class Level {
        private final Deque<NodePair> ahead = new ArrayDeque<>();
        private Iterator<NodePair> pairs;

        Level(Iterator<NodePair> pairs) {
            this.pairs = pairs;
        }
    }

    public DiffTotals compare(BlobId treeBefore, BlobId treeAfter) {
        before.meetTree(treeBefore);
        after.meetTree(treeAfter);
        if (!treeBefore.equals(treeAfter)) {
            try (TaskGroup group = new TaskGroup(Workers.virtualThreads("compare-trees"))) {
                run(treeBefore, treeAfter, new TreesAhead(repository, group));
            } catch (InterruptedException e) {
                throw Cancellation.of("The comparison", e);
            }
        }
        return new DiffTotals(changedFiles, after.without(before, repository), before.without(after, repository));
    }

    private void run(BlobId treeBefore, BlobId treeAfter, TreesAhead trees) throws InterruptedException {
        levels.push(new Level(new NodePairs(trees.take(treeBefore), trees.take(treeAfter))));
        while (!levels.isEmpty()) {
            Cancellation.check("the comparison");
            Optional<NodePair> pair = next(levels.getFirst(), trees);
            if (pair.isPresent()) {
                path.enter(pair.get().name());
                if (!compare(pair.get(), trees)) {
                    path.leave();
                }
            } else {
                Level _ = levels.pop();
                if (!levels.isEmpty()) {
                    path.leave();
                }
            }
        }
    }

    /** Whether the walk goes on in the directory. */
    private boolean compare(NodePair pair, TreesAhead trees) throws InterruptedException {
        if (pair.before().isEmpty()) {
            pair.after().ifPresent(node -> alone(node, "+", after));
            return false;
        }
        if (pair.after().isEmpty()) {
            pair.before().ifPresent(node -> alone(node, "-", before));
            return false;
        }
        TreeNode old = pair.before().get();
        TreeNode now = pair.after().get();
        before.meet(old);
        after.meet(now);
        String modifier = NodeComparison.modifier(old, now, withMetadata);
        if (!modifier.isEmpty()) {
            changedFiles += modifier.startsWith("M") ? 1 : 0;
            listener.changed(path, modifier, now);
        }
        if (old.type() != now.type()) {
            below(old, "-", before);
            below(now, "+", after);
        }
        return pair.isChangedDirectory() && enter(old, now, trees);
    }

    private boolean enter(TreeNode old, TreeNode now, TreesAhead trees) throws InterruptedException {
        try {
            levels.push(new Level(new NodePairs(trees.take(subtree(old)), trees.take(subtree(now)))));
            return true;
        } catch (BackupException e) {
            lose(e);
            return false;
        }
    }

    private static BlobId subtree(TreeNode directory) {
        return directory
                .subtree()
                .orElseThrow(
                        () -> new BackupException(FailureKind.CORRUPT, "its snapshot names no tree for the directory"));
    }

    private Optional<NodePair> next(Level level, TreesAhead trees) {
        try {
            while (level.ahead.size() < AHEAD && level.pairs.hasNext()) {
                NodePair pair = level.pairs.next();
                level.ahead.add(pair);
                if (pair.isChangedDirectory()) {
                    pair.before().flatMap(TreeNode::subtree).ifPresent(trees::expect);
                    pair.after().flatMap(TreeNode::subtree).ifPresent(trees::expect);
                }
            }
        } catch (BackupException e) {
            level.pairs = Collections.emptyIterator();
            lose(e);
        }
        return Optional.ofNullable(level.ahead.poll());
    }

    /** An entry that one of the trees has alone, with all that is in it. */
    private void alone(TreeNode node, String modifier, DiffSide side) {
        side.meetAlone(node);
        listener.changed(path, modifier, node);
        below(node, modifier, side);
    }

    private void below(TreeNode node, String modifier, DiffSide side) {
        if (!NodePair.isDirectory(node)) {
            return;
        }
        try {
            new TreeWalker<>(repository, new LoneEntries(modifier, side, listener))
                    .walk(subtree(node), true, path.names());
        } catch (BackupException e) {
            lose(e);
        }
    }

    private void lose(BackupException failure) {
        if (failure.kind() != FailureKind.CORRUPT && failure.kind() != FailureKind.NOT_FOUND) {
            throw failure;
        }
        listener.lost(path, failure);
    }
}
