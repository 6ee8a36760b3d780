package io.holdfast.index;

import java.util.BitSet;

/** The packs that index files name, by their numbers. Not thread-safe. */
final class NamedPacks {
    private final BitSet once = new BitSet();
    private final BitSet again = new BitSet();

    void add(int pack) {
        again.set(pack, again.get(pack) || once.get(pack));
        once.set(pack);
    }

    void addAll(NamedPacks more) {
        BitSet both = (BitSet) once.clone();
        both.and(more.once);
        again.or(both);
        again.or(more.again);
        once.or(more.once);
    }

    /** Those that are named more than once. */
    BitSet repeated() {
        return (BitSet) again.clone();
    }
}
