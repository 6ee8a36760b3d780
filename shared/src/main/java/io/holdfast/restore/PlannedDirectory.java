package io.holdfast.restore;

import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory of the tree that is being walked or waits for it. One that is not selected itself is made in the target only
 * when something in it is. Until its walk and those of all below it have ended, it is held, so that it does not get its
 * metadata too early. Used by one thread, without recursion.
 */
final class PlannedDirectory {
    private final @Nullable PlannedDirectory parent;
    private final @Nullable TreeNode node;
    private final RestoreSelection selection;
    private @Nullable TargetDirectory made;
    private boolean impossible;
    private int holds = 1;

    private PlannedDirectory(@Nullable PlannedDirectory parent, @Nullable TreeNode node, RestoreSelection selection) {
        this.parent = parent;
        this.node = node;
        this.selection = selection;
    }

    /** The target itself, which is there. */
    static PlannedDirectory root(TargetDirectory target, RestoreSelection selection) {
        PlannedDirectory root = new PlannedDirectory(null, null, selection);
        root.made = target;
        return root;
    }

    /** A directory in this one, which it holds until it is released itself. */
    PlannedDirectory child(TreeNode childNode, RestoreSelection childSelection) {
        holds++;
        if (made != null) {
            made.expect();
        }
        return new PlannedDirectory(this, childNode, childSelection);
    }

    RestoreSelection selection() {
        return selection;
    }

    /** What the tree says about it. */
    TreeNode node() {
        return Objects.requireNonNull(node, "only the root has no node");
    }

    /** Whether it, or one above it, could not be made; that has been told. */
    boolean isImpossible() {
        return impossible || (parent != null && parent.impossible);
    }

    /** The directory in the target, made with those above it where it is not there yet; empty where that is impossible. */
    Optional<TargetDirectory> make(TargetTree tree, RestoreLedger ledger) {
        Deque<PlannedDirectory> missing = new ArrayDeque<>();
        for (@Nullable PlannedDirectory at = this; at != null && at.made == null; at = at.parent) {
            missing.addFirst(at);
        }
        missing.forEach(directory -> directory.makeBelowParent(tree, ledger));
        return Optional.ofNullable(made);
    }

    private void makeBelowParent(TargetTree tree, RestoreLedger ledger) {
        TargetDirectory above = Objects.requireNonNull(parent, "the root is there").made;
        if (isImpossible() || above == null) {
            impossible = true;
            return;
        }
        try {
            TargetDirectory directory = tree.makeDirectory(above, node());
            for (int hold = 1; hold < holds; hold++) {
                directory.expect();
            }
            above.expect();
            made = directory;
        } catch (LinuxError error) {
            impossible = true;
            ledger.unwritable(above.path(node().name()), error);
        }
    }

    /** Its walk has ended: it is held no longer, nor is any above it of which it was the last. */
    void release(FileWriter writer) {
        for (@Nullable PlannedDirectory at = this; at != null; at = at.parent) {
            at.holds--;
            if (at.made != null) {
                writer.entryDone(at.made);
            }
            if (at.holds > 0) {
                return;
            }
        }
    }

    /** An entry's path below the target, for people. */
    String path(FileName entry) {
        String above = path();
        return above.isEmpty() ? entry.toString() : above + "/" + entry;
    }

    /** Below the target, for people. */
    String path() {
        Deque<String> names = new ArrayDeque<>();
        for (PlannedDirectory at = this; at.node != null && at.parent != null; at = at.parent) {
            names.addFirst(at.node.name().toString());
        }
        return String.join("/", names);
    }
}
