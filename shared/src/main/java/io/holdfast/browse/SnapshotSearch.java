package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Looks for something in one snapshot after the other. A tree that several share is read for the first of them only. Used by
 * one thread.
 */
public final class SnapshotSearch<S> {
    private static final long REMEMBERED = 48 << 20;

    private final IndexedRepository repository;
    private final SearchCriterion<S> criterion;
    private final SearchMemory<S> memory;

    /** Hears of what is found. */
    public interface Listener {
        /** An entry that matches, and the tree that has it. The path changes after the call. */
        void found(WalkedPath path, TreeNode node, BlobId directory);

        /** What is in the directory cannot be searched, or not all of it. */
        void lost(WalkedPath path, BackupException failure);
    }

    public SnapshotSearch(IndexedRepository repository, SearchCriterion<S> criterion) {
        this(repository, criterion, REMEMBERED);
    }

    /** One that remembers so many bytes of what it finds. */
    SnapshotSearch(IndexedRepository repository, SearchCriterion<S> criterion, long remembered) {
        this.repository = repository;
        this.criterion = criterion;
        this.memory = new SearchMemory<>(remembered);
    }

    /** Tells of all that matches below the root tree, in the order of paths. */
    public void search(BlobId root, Listener listener) {
        S state = criterion.atRoot();
        if (!criterion.mayMatchBelow(state)) {
            return;
        }
        SearchReplay<S> replay = new SearchReplay<>(criterion, memory, listener);
        if (!replay.show(new WalkedPath(List.of()), root, state)) {
            new TreeWalker<>(repository, new Visitor(replay, listener)).walk(root, state);
        }
    }

    /** A directory that is being searched. */
    private final class Level {
        private final BlobId tree;
        private final S state;
        /** Entries that match, or have something below that does. */
        private final List<TreeNode> entries = new ArrayList<>();

        private Optional<TreeNode> last = Optional.empty();
        private boolean known = true;

        Level(BlobId tree, S state) {
            this.tree = tree;
            this.state = state;
        }

        /** The entry that was looked at last is one of those. */
        void keepLast() {
            last.ifPresent(entries::add);
            last = Optional.empty();
        }
    }

    private final class Visitor implements TreeVisitor<S> {
        private final SearchReplay<S> replay;
        private final Listener listener;
        private final Deque<Level> levels = new ArrayDeque<>();

        Visitor(SearchReplay<S> replay, Listener listener) {
            this.replay = replay;
            this.listener = listener;
        }

        @Override
        public void visit(WalkedPath path, TreeNode node, S in) {
            Level level = levels.getFirst();
            level.last = Optional.of(node);
            S state = criterion.enter(node, in);
            if (criterion.matches(node, state)) {
                level.keepLast();
                listener.found(path, node, level.tree);
            }
            Optional<List<TreeNode>> below = known(node, state);
            if (below.isPresent()) {
                boolean _ = replay.show(path, node.subtree().orElseThrow(), state);
                if (!below.get().isEmpty()) {
                    level.keepLast();
                }
            }
        }

        @Override
        public Optional<S> enter(TreeNode directory, S in) {
            S state = criterion.enter(directory, in);
            return criterion.mayMatchBelow(state) && known(directory, state).isEmpty()
                    ? Optional.of(state)
                    : Optional.empty();
        }

        private Optional<List<TreeNode>> known(TreeNode node, S state) {
            return node.subtree().flatMap(tree -> memory.recall(tree, state));
        }

        @Override
        public void entered(BlobId tree, S state) {
            levels.push(new Level(tree, state));
        }

        @Override
        public void left() {
            Level level = levels.pop();
            boolean remembered = level.known && memory.remember(level.tree, level.state, level.entries);
            if (levels.isEmpty()) {
                return;
            }
            Level above = levels.getFirst();
            above.known &= remembered;
            if (!level.entries.isEmpty()) {
                above.keepLast();
            }
        }

        @Override
        public void lost(WalkedPath path, BackupException failure) {
            levels.getFirst().known = false;
            listener.lost(path, failure);
        }
    }
}
