package io.holdfast.check;

import java.util.ArrayList;
import java.util.List;

/** The first of many names, for people, and how many there are. Not thread-safe. */
final class NameSample {
    private static final int NAMED = 3;

    private final List<String> first = new ArrayList<>();
    private long count;

    void add(String name) {
        count++;
        if (first.size() < NAMED) {
            first.add(name);
        }
    }

    long count() {
        return count;
    }

    /** Such as {@code pack a}, {@code packs a, b} or {@code packs a, b, c and 4 more}. */
    String text(String word) {
        long more = count - first.size();
        return word + (count == 1 ? " " : "s ") + String.join(", ", first) + (more > 0 ? " and " + more + " more" : "");
    }
}
