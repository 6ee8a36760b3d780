package io.holdfast.check;

import java.util.Arrays;

/** How many paths each damage harms, for the few that harm any. Not thread-safe. */
final class HarmCounts {
    private int[] damages = new int[0];
    private long[] counts = new long[0];
    private int size;

    void add(int damage, long count) {
        for (int i = 0; i < size; i++) {
            if (damages[i] == damage) {
                counts[i] += count;
                return;
            }
        }
        if (size == damages.length) {
            damages = Arrays.copyOf(damages, size * 2 + 2);
            counts = Arrays.copyOf(counts, size * 2 + 2);
        }
        damages[size] = damage;
        counts[size++] = count;
    }

    /** One path that these harm. */
    void add(DamageSet harming) {
        harming.forEach(damage -> add(damage, 1));
    }

    int size() {
        return size;
    }

    int damage(int at) {
        return damages[at];
    }

    long count(int at) {
        return counts[at];
    }
}
