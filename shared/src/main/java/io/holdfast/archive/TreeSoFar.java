package io.holdfast.archive;

import io.holdfast.archive.PendingDirectory.SoFar;
import io.holdfast.blob.BlobId;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * Saves what has been archived of a tree that is not finished: the entries that are done, the beginnings of large files, and
 * the directories above them. Goes down without recursion, since no depth is too deep, and holds no lock while it saves.
 */
final class TreeSoFar {
    private final Deque<Level> levels = new ArrayDeque<>();

    /** A directory on the way, whose waiting entries are being looked at. */
    private record Level(PendingDirectory directory, TreeBuilder tree, Iterator<Place> waiting) {
        static Level of(PendingDirectory directory, SoFar soFar) {
            return new Level(directory, soFar.tree(), soFar.waiting().iterator());
        }
    }

    private TreeSoFar() {}

    /** The root's tree; empty where the root is being finished anyway. */
    static Optional<BlobId> save(PendingDirectory root) {
        Optional<SoFar> soFar = root.soFar();
        return soFar.map(begun -> new TreeSoFar().save(Level.of(root, begun)));
    }

    private BlobId save(Level root) {
        levels.addLast(root);
        while (true) {
            Level level = levels.getLast();
            if (level.waiting().hasNext()) {
                visit(level, level.waiting().next());
                continue;
            }
            BlobId tree = level.tree().save();
            levels.removeLast();
            if (levels.isEmpty()) {
                return tree;
            }
            level.directory().node(tree).ifPresent(levels.getLast().tree()::add);
        }
    }

    /** A directory that is finished between the looks has no node yet, and will have one at the next checkpoint. */
    private void visit(Level level, Place place) {
        Optional<PendingDirectory> directory = place.entries();
        Optional<SoFar> below = directory.flatMap(PendingDirectory::soFar);
        if (below.isPresent()) {
            levels.addLast(Level.of(directory.orElseThrow(), below.get()));
            return;
        }
        Optional<TreeNode> beginning = place.beginning();
        place.node().or(() -> beginning).ifPresent(level.tree()::add);
    }
}
