package io.holdfast.scan;

import io.holdfast.linux.FileName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what a walk shall visit. Paths go from the walk's root. Not thread-safe. */
public final class SelectionBuilder {
    private final Node root = new Node();

    /** What is wanted so far of one directory, or of an entry that may be one. */
    private static final class Node {
        private final SortedMap<FileName, Node> below = new TreeMap<>();
        private final List<NameSpan> spans = new ArrayList<>();
        private boolean whole;

        Selection build() {
            if (whole) {
                return Selection.ALL;
            }
            SortedMap<FileName, Selection> named = new TreeMap<>();
            below.forEach((name, node) -> named.put(name, node.build()));
            return new PartialSelection(named, spans);
        }
    }

    /** An entry with all below it; an empty path is everything. */
    public SelectionBuilder entry(List<FileName> path) {
        at(path).whole = true;
        return this;
    }

    /** Those entries of a directory that the span holds, each with all below it. */
    public SelectionBuilder span(List<FileName> directory, NameSpan span) {
        at(directory).spans.add(span);
        return this;
    }

    /** An IllegalArgumentException where nothing was selected. */
    public Selection build() {
        return root.build();
    }

    private Node at(List<FileName> path) {
        Node node = root;
        for (FileName name : path) {
            node = node.below.computeIfAbsent(name, _ -> new Node());
        }
        return node;
    }
}
