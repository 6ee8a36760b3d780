package io.holdfast.check;

import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.Lease;
import io.holdfast.failure.BackupException;
import io.holdfast.linux.FileName;
import io.holdfast.snapshot.CanonicalForm;
import io.holdfast.snapshot.TreeDecoder;
import io.holdfast.snapshot.TreeNode;
import org.jspecify.annotations.Nullable;

/** Reads a tree and looks up what its nodes need. Safe for any thread. */
final class TreeScanner {
    private static final Remedy UNREADABLE_REMEDY = Remedy.afterIndex(
            "run restic repair snapshots --forget, which leaves the directory out, and back up again");

    private final TreeSource trees;
    private final NodeCheck nodes;
    private final DamageList damages;
    private final DataPathLimits limits;

    /** Hears of a tree's nodes one after the other; where the tree cannot be read to its end, nothing of it counts. */
    interface NodeSink {
        void node(TreeNode node, NodeCheck.Result found);
    }

    /**
     * How a scan ended.
     *
     * @param damages those that keep the directory itself from being restored
     * @param isReadable whether all nodes were heard
     * @param isCanonical whether restic would write the tree so
     */
    record Outcome(DamageSet damages, boolean isReadable, boolean isCanonical) {}

    TreeScanner(TreeSource trees, NodeCheck nodes, DamageList damages, DataPathLimits limits) {
        this.trees = trees;
        this.nodes = nodes;
        this.damages = damages;
        this.limits = limits;
    }

    Outcome scan(int tree, NodeSink sink) throws InterruptedException {
        if (trees.isLost(tree)) {
            return new Outcome(trees.damages(tree), false, true);
        }
        try (Lease _ = limits.memory().acquire(Math.max(1, trees.plainLength(tree)))) {
            byte[] bytes;
            try {
                bytes = trees.load(tree);
            } catch (BackupException e) {
                return new Outcome(trees.lose(tree, e), false, true);
            }
            DamageSet known = trees.damages(tree);
            try (Turn turn = Turn.take(limits.threads())) {
                return new Outcome(known, true, decode(tree, bytes, sink, turn));
            } catch (BackupException e) {
                int damage = damages.add("tree " + trees.id(tree), Findings.problem(e), UNREADABLE_REMEDY);
                return new Outcome(known.with(DamageSet.of(damage)), false, true);
            }
        }
    }

    private boolean decode(int tree, byte[] bytes, NodeSink sink, Turn turn) throws InterruptedException {
        CanonicalForm form = new CanonicalForm(bytes);
        TreeDecoder decoder = new TreeDecoder(bytes);
        @Nullable FileName last = null;
        while (decoder.hasNext()) {
            TreeNode node = decoder.next();
            form.next(node);
            boolean isInOrder = last == null || last.compareTo(node.name()) < 0;
            last = isInOrder ? node.name() : last;
            sink.node(node, nodes.check(node, trees.id(tree), isInOrder, turn));
        }
        return form.holds();
    }
}
