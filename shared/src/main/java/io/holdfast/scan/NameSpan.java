package io.holdfast.scan;

import io.holdfast.linux.FileName;
import java.util.Optional;
import java.util.Set;

/**
 * Names that follow each other in byte order.
 *
 * @param after where it begins, itself not in it; empty for the first name of all
 * @param upTo the last name in it; empty for no end
 * @param without names between those that are not in it
 */
public record NameSpan(Optional<FileName> after, Optional<FileName> upTo, Set<FileName> without) {
    public NameSpan {
        without = Set.copyOf(without);
    }

    boolean holds(FileName name) {
        boolean begun = after.isEmpty() || after.get().compareTo(name) < 0;
        return begun && (upTo.isEmpty() || name.compareTo(upTo.get()) <= 0) && !without.contains(name);
    }
}
