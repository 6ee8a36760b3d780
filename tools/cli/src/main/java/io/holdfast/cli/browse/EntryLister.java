package io.holdfast.cli.browse;

import io.holdfast.browse.LocatedEntry;
import io.holdfast.browse.SnapshotTree;
import io.holdfast.browse.TreeVisitor;
import io.holdfast.browse.TreeWalker;
import io.holdfast.browse.WalkedPath;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.Output;
import io.holdfast.cli.output.RowOutput;
import io.holdfast.failure.BackupException;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.Optional;

/** Shows entries as a walk meets them; what it knows of a directory is whether to go into those in it. */
final class EntryLister implements TreeVisitor<Boolean> {
    private final SnapshotTree tree;
    private final EntryForm form;
    private final RowOutput rows;
    private final Output output;
    private boolean complete = true;

    EntryLister(SnapshotTree tree, EntryForm form, RowOutput rows, Output output) {
        this.tree = tree;
        this.form = form;
        this.rows = rows;
        this.output = output;
    }

    /** The entry and what is in it, or what is in the top. */
    void list(Optional<LocatedEntry> entry, boolean recursive) {
        TreeWalker<Boolean> walker = new TreeWalker<>(tree.repository(), this);
        if (entry.isEmpty()) {
            walker.walk(tree.tree(), recursive);
            return;
        }
        LocatedEntry located = entry.get();
        visit(located.path(), located.node(), recursive);
        if (located.node().type() == NodeType.DIRECTORY) {
            walker.walk(tree.subtree(located), recursive, located.names());
        }
    }

    ExitCode exitCode() {
        return complete ? ExitCode.OK : ExitCode.INCOMPLETE;
    }

    @Override
    public void visit(WalkedPath path, TreeNode node, Boolean recursive) {
        rows.add(() -> form.line(path, node), () -> EntryView.of("node", path, node));
    }

    @Override
    public Optional<Boolean> enter(TreeNode directory, Boolean recursive) {
        return recursive ? Optional.of(recursive) : Optional.empty();
    }

    @Override
    public void lost(WalkedPath path, BackupException failure) {
        complete = false;
        output.trouble(path.toString(), "its entries are lost: " + failure.getMessage(), "list", false);
    }
}
