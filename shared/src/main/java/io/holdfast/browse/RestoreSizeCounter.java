package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@link StatsMode#RESTORE_SIZE}: every entry of every snapshot, but a file with several names once in each. The sums of trees
 * without such files are remembered, as far as there is room, so that what snapshots share is not read again.
 */
final class RestoreSizeCounter implements SnapshotStats.Counter {
    private static final int MOST_REMEMBERED = 200_000;

    private final IndexedRepository repository;
    private final Map<BlobId, Sum> known = new HashMap<>();
    private long entries;
    private long size;

    /** Of all that is below a tree. */
    private record Sum(long entries, long size) {}

    /** A file that has several names. */
    private record Inode(long device, long number) {}

    RestoreSizeCounter(IndexedRepository repository) {
        this.repository = repository;
    }

    @Override
    public void add(BlobId root) {
        Sum whole = known.get(root);
        if (whole == null) {
            Visitor visitor = new Visitor();
            new TreeWalker<>(repository, visitor).walk(root, true);
            whole = visitor.whole;
        }
        entries += whole.entries();
        size += whole.size();
    }

    @Override
    public StatsFigures figures() {
        return StatsFigures.of(size, entries, 0);
    }

    /** A directory that is being counted. */
    private static final class Level {
        private final BlobId tree;
        private long entries;
        private long size;
        /** Whether its sum depends on what else is in the snapshot. */
        private boolean hasLinks;

        Level(BlobId tree) {
            this.tree = tree;
        }

        void add(Sum sum) {
            entries += sum.entries();
            size += sum.size();
        }
    }

    private final class Visitor implements TreeVisitor<Boolean> {
        private final Deque<Level> levels = new ArrayDeque<>();
        private final Set<Inode> linked = new HashSet<>();
        private Sum whole = new Sum(0, 0);

        @Override
        public void visit(WalkedPath path, TreeNode node, Boolean in) {
            Level level = levels.getFirst();
            boolean hasLinks = node.type() != NodeType.DIRECTORY
                    && node.inode().links() != 1
                    && node.inode().number() != 0;
            boolean counts = !hasLinks
                    || linked.add(new Inode(node.inode().device(), node.inode().number()));
            level.hasLinks |= hasLinks;
            level.add(new Sum(1, counts ? node.size() : 0));
            node.subtree().map(known::get).ifPresent(level::add);
        }

        @Override
        public Optional<Boolean> enter(TreeNode directory, Boolean in) {
            return directory.subtree().filter(known::containsKey).isPresent() ? Optional.empty() : Optional.of(in);
        }

        @Override
        public void entered(BlobId tree, Boolean in) {
            levels.push(new Level(tree));
        }

        @Override
        public void left() {
            Level level = levels.pop();
            Sum sum = new Sum(level.entries, level.size);
            if (!level.hasLinks && known.size() < MOST_REMEMBERED) {
                known.put(level.tree, sum);
            }
            if (levels.isEmpty()) {
                whole = sum;
            } else {
                levels.getFirst().add(sum);
                levels.getFirst().hasLinks |= level.hasLinks;
            }
        }
    }
}
