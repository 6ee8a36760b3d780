package io.holdfast.check;

import io.holdfast.snapshot.TreeNode;
import java.util.Arrays;

/** What one tree adds to the walk: the trees right below it, and how many of its own entries each damage harms. */
final class TreeScan {
    private final HarmCounts harm = new HarmCounts();
    private int[] children = new int[0];
    private int size;
    private boolean isReadable;
    private boolean isCanonical;

    private TreeScan() {}

    static TreeScan of(int tree, TreeScanner scanner) throws InterruptedException {
        TreeScan heard = new TreeScan();
        TreeScanner.Outcome outcome = scanner.scan(tree, heard::add);
        TreeScan scan = outcome.isReadable() ? heard : new TreeScan();
        scan.harm.add(outcome.damages());
        scan.isReadable = outcome.isReadable();
        scan.isCanonical = outcome.isCanonical();
        return scan;
    }

    /** One for each directory: two that are alike have the same tree. */
    int[] children() {
        return Arrays.copyOf(children, size);
    }

    /** The directory itself counts as an entry where its tree cannot be read. */
    HarmCounts harm() {
        return harm;
    }

    boolean isReadable() {
        return isReadable;
    }

    boolean isCanonical() {
        return isCanonical;
    }

    private void add(TreeNode node, NodeCheck.Result found) {
        harm.add(found.damages());
        if (found.child() >= 0) {
            if (size == children.length) {
                children = Arrays.copyOf(children, size * 2 + 4);
            }
            children[size++] = found.child();
        }
    }
}
