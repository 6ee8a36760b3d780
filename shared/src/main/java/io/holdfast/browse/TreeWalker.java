package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.FileName;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.TreesAhead;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Shows a visitor what is below a tree, in the order of names, each directory just before what is in it. Directories stream
 * and there is no recursion; trees that come next are fetched side by side. Used by one thread.
 */
public final class TreeWalker<S> {
    /** So many nodes of a directory are looked at ahead, for trees to fetch. */
    private static final int AHEAD = 64;

    private final IndexedRepository repository;
    private final TreeVisitor<S> visitor;

    public TreeWalker(IndexedRepository repository, TreeVisitor<S> visitor) {
        this.repository = repository;
        this.visitor = visitor;
    }

    /** Walks all that is below the tree. */
    public void walk(BlobId tree, S state) {
        walk(tree, state, List.of());
    }

    /** The same, where the tree is that of the directory which the names lead to. */
    public void walk(BlobId tree, S state, List<FileName> from) {
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("walk-trees"))) {
            new Walk(new TreesAhead(repository, group), new WalkedPath(from)).run(tree, state);
        } catch (InterruptedException e) {
            throw Cancellation.of("The walk of the snapshot", e);
        }
    }

    /** A directory whose entries are being shown. */
    private final class Level {
        private final S state;
        private final Deque<TreeNode> ahead = new ArrayDeque<>();
        private Iterator<TreeNode> nodes;

        Level(S state, Iterator<TreeNode> nodes) {
            this.state = state;
            this.nodes = nodes;
        }
    }

    private final class Walk {
        private final TreesAhead trees;
        private final WalkedPath path;
        private final Deque<Level> levels = new ArrayDeque<>();

        Walk(TreesAhead trees, WalkedPath path) {
            this.trees = trees;
            this.path = path;
        }

        void run(BlobId tree, S state) throws InterruptedException {
            push(tree, state);
            while (!levels.isEmpty()) {
                Cancellation.check("the walk of the snapshot");
                Optional<TreeNode> node = next(levels.getFirst());
                if (node.isPresent()) {
                    show(node.get(), levels.getFirst());
                } else {
                    pop();
                }
            }
        }

        private void push(BlobId tree, S state) throws InterruptedException {
            levels.push(new Level(state, trees.take(tree)));
            visitor.entered(tree, state);
        }

        private void pop() {
            Level _ = levels.pop();
            visitor.left();
            if (!levels.isEmpty()) {
                path.leave();
            }
        }

        private void show(TreeNode node, Level in) throws InterruptedException {
            path.enter(node.name());
            visitor.visit(path, node, in.state);
            if (node.type() != NodeType.DIRECTORY || !enter(node, in)) {
                path.leave();
            }
        }

        private boolean enter(TreeNode directory, Level in) throws InterruptedException {
            Optional<S> state = visitor.enter(directory, in.state);
            if (state.isEmpty()) {
                directory.subtree().ifPresent(trees::forget);
                return false;
            }
            try {
                BlobId tree = directory
                        .subtree()
                        .orElseThrow(() -> new BackupException(
                                FailureKind.CORRUPT, "its snapshot names no tree for the directory"));
                push(tree, state.get());
                return true;
            } catch (BackupException e) {
                lose(e);
                return false;
            }
        }

        private Optional<TreeNode> next(Level level) {
            try {
                while (level.ahead.size() < AHEAD && level.nodes.hasNext()) {
                    TreeNode node = level.nodes.next();
                    level.ahead.add(node);
                    if (node.type() == NodeType.DIRECTORY
                            && visitor.enter(node, level.state).isPresent()) {
                        node.subtree().ifPresent(trees::expect);
                    }
                }
            } catch (BackupException e) {
                level.nodes = Collections.emptyIterator();
                lose(e);
            }
            return Optional.ofNullable(level.ahead.poll());
        }

        private void lose(BackupException failure) {
            if (failure.kind() != FailureKind.CORRUPT && failure.kind() != FailureKind.NOT_FOUND) {
                throw failure;
            }
            visitor.lost(path, failure);
        }
    }
}
