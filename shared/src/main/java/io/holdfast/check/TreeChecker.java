package io.holdfast.check;

import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;

/**
 * Walks all trees, each once however many snapshots share it, and marks each with what is harmed in it and below: a directory
 * is marked when the last one below it has been, so the marks of a root tell all of its snapshot. There is no recursion, so no
 * tree is too deep. Used once, by one thread.
 */
final class TreeChecker {
    /** How far ahead of the walk trees are looked for that are still to be read. */
    private static final int LOOKED_AT_AHEAD = 64;

    private final TreeScanner scanner;
    private final TreeSource trees;
    private final HarmMarks marks;
    private final CheckListener listener;
    private final NameSample unusual = new NameSample();
    /** Trees that are finished or being walked: nobody will take them again. */
    private final BitSet entered = new BitSet();

    /** A tree whose walk has begun. */
    private static final class Frame {
        private final int tree;
        private final int[] children;
        private final HarmCounts harm;
        private final boolean isReadable;
        private int next;

        Frame(int tree, int[] children, HarmCounts harm, boolean isReadable) {
            this.tree = tree;
            this.children = children;
            this.harm = harm;
            this.isReadable = isReadable;
        }
    }

    TreeChecker(TreeScanner scanner, TreeSource trees, HarmMarks marks, CheckListener listener) {
        this.scanner = scanner;
        this.trees = trees;
        this.marks = marks;
        this.listener = listener;
    }

    /** Marks these trees and all below them. */
    void check(int[] roots) throws InterruptedException {
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("check-trees"))) {
            ScansAhead ahead = new ScansAhead(scanner, trees, group);
            Deque<Frame> open = new ArrayDeque<>();
            open.addLast(new Frame(-1, roots, new HarmCounts(), true));
            while (!open.isEmpty()) {
                Frame frame = open.getLast();
                if (frame.next == frame.children.length) {
                    finish(open.removeLast());
                } else if (marks.isKnown(frame.children[frame.next])) {
                    marks.addTo(frame.harm, frame.children[frame.next++]);
                } else {
                    expectNext(open, ahead);
                    open.addLast(enter(frame.children[frame.next], ahead));
                }
            }
            group.join();
        }
    }

    /** The trees that restic would have written otherwise. */
    NameSample unusual() {
        return unusual;
    }

    private Frame enter(int tree, ScansAhead ahead) throws InterruptedException {
        entered.set(tree);
        TreeScan scan = ahead.take(tree);
        if (!scan.isCanonical()) {
            unusual.add(trees.id(tree).toShortHex());
        }
        listener.treeChecked();
        return new Frame(tree, scan.children(), scan.harm(), scan.isReadable());
    }

    private void finish(Frame frame) {
        if (frame.tree >= 0) {
            marks.put(frame.tree, frame.harm, frame.isReadable);
        }
    }

    private void expectNext(Deque<Frame> open, ScansAhead ahead) {
        int looks = LOOKED_AT_AHEAD;
        for (Iterator<Frame> frames = open.descendingIterator(); frames.hasNext() && looks > 0; ) {
            Frame frame = frames.next();
            looks--;
            for (int i = frame.next; i < frame.children.length && looks > 0 && ahead.hasRoom(); i++, looks--) {
                if (!entered.get(frame.children[i])) {
                    ahead.expect(frame.children[i]);
                }
            }
        }
    }
}
