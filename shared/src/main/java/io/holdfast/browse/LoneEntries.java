package io.holdfast.browse;

import io.holdfast.failure.BackupException;
import io.holdfast.snapshot.TreeNode;
import java.util.Optional;

/** Is shown all that is in a directory which only one of two trees has. */
record LoneEntries(String modifier, DiffSide side, SnapshotDiff.Listener listener) implements TreeVisitor<Boolean> {
    @Override
    public void visit(WalkedPath path, TreeNode node, Boolean in) {
        side.meetAlone(node);
        listener.changed(path, modifier, node);
    }

    @Override
    public Optional<Boolean> enter(TreeNode directory, Boolean in) {
        return Optional.of(in);
    }

    @Override
    public void lost(WalkedPath path, BackupException failure) {
        listener.lost(path, failure);
    }
}
