package io.holdfast.scan;

import io.holdfast.linux.FileName;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Some entries of a directory: those named, which are told even where they have gone, each with its own selection; and those
 * listed in a span, whole. A directory on the way to a wanted entry is a named one.
 */
record PartialSelection(SortedMap<FileName, Selection> named, List<NameSpan> spans) implements Selection {
    PartialSelection {
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        spans = List.copyOf(spans);
        if (named.isEmpty() && spans.isEmpty()) {
            throw new IllegalArgumentException("nothing is selected");
        }
    }

    @Override
    public Selection below(FileName name) {
        return named.getOrDefault(name, ALL);
    }

    boolean needsListing() {
        return !spans.isEmpty();
    }

    /** Whether a listed entry is wanted that is not named. */
    boolean isInSpan(FileName name) {
        return !named.containsKey(name) && spans.stream().anyMatch(span -> span.holds(name));
    }
}
