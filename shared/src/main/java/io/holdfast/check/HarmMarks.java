package io.holdfast.check;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What is harmed in each tree and all below it. A sound tree takes four bytes at most, a harmed one twelve more for each damage
 * that shows in it. Not thread-safe.
 */
final class HarmMarks {
    private final int mostEntries;
    /** By tree: where its entries start. Entry 0 is nobody's, so 0 stands for a sound tree. */
    private int[] starts = new int[0];
    /** Of each tree how many entries follow, and then those. */
    private int[] damages = new int[1];

    private long[] counts = new long[1];
    private int used = 1;
    private int together;
    private final BitSet known = new BitSet();
    private final BitSet unreadable = new BitSet();

    /** With so many entries, a further tree is marked as harmed by what is not told one by one. */
    HarmMarks(int mostEntries) {
        this.mostEntries = mostEntries;
    }

    /** Marks a tree, once; an unreadable one hides what is below it. */
    void put(int tree, HarmCounts harm, boolean isReadable) {
        known.set(tree);
        unreadable.set(tree, !isReadable);
        if (harm.size() == 0) {
            return;
        }
        if (tree >= starts.length) {
            starts = Arrays.copyOf(starts, Math.max(tree + 1, starts.length * 2));
        }
        starts[tree] = used;
        if (used + harm.size() >= mostEntries) {
            starts[tree] = together();
            return;
        }
        append(harm.size(), 0);
        for (int i = 0; i < harm.size(); i++) {
            append(harm.damage(i), harm.count(i));
        }
    }

    /** One mark for all trees that have none of their own. */
    private int together() {
        if (together == 0) {
            together = used;
            append(1, 0);
            append(DamageList.MOST, 1);
        }
        return together;
    }

    /** Whether trees were marked together, so that it is not known of each damage whom it harms. */
    boolean areTogether() {
        return together > 0;
    }

    boolean isKnown(int tree) {
        return known.get(tree);
    }

    int knownTrees() {
        return known.cardinality();
    }

    boolean isReadable(int tree) {
        return !unreadable.get(tree);
    }

    boolean allReadable() {
        return unreadable.isEmpty();
    }

    /** The damages that harm the tree or something below it. */
    DamageSet damages(int tree) {
        int start = start(tree);
        return DamageSet.of(Arrays.stream(damages, start + 1, start + 1 + damages[start]));
    }

    void addTo(HarmCounts sum, int tree) {
        int start = start(tree);
        for (int i = start + 1; i <= start + damages[start]; i++) {
            sum.add(damages[i], counts[i]);
        }
    }

    private int start(int tree) {
        return tree < starts.length ? starts[tree] : 0;
    }

    private void append(int damage, long count) {
        if (used == damages.length) {
            damages = Arrays.copyOf(damages, used * 2);
            counts = Arrays.copyOf(counts, used * 2);
        }
        damages[used] = damage;
        counts[used++] = count;
    }
}
