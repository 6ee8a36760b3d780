package io.holdfast.scan;

import io.holdfast.linux.FileName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which entries below a directory a walk visits: all, or those named, each with its own selection. The directories on the way
 * to a wanted entry are entered, but nothing else in them is visited. Immutable once built.
 */
public final class Selection {
    public static final Selection ALL = new Selection(Map.of());

    /** Wanted names; none means all of them. */
    private final SortedMap<FileName, Selection> wanted;

    private Selection(Map<FileName, Selection> wanted) {
        this.wanted = new TreeMap<>(wanted);
    }

    /** The selection of these paths below the root, each with all below it; an empty path selects everything. */
    public static Selection of(Collection<List<FileName>> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("no path is selected");
        }
        Selection selection = new Selection(Map.of());
        for (List<FileName> path : paths) {
            if (path.isEmpty()) {
                return ALL;
            }
            selection.add(path);
        }
        return selection;
    }

    private void add(List<FileName> path) {
        Selection at = this;
        for (FileName name : path.subList(0, path.size() - 1)) {
            Selection below = at.wanted.get(name);
            if (below != null && below.isAll()) {
                return;
            }
            if (below == null) {
                below = new Selection(Map.of());
                at.wanted.put(name, below);
            }
            at = below;
        }
        at.wanted.put(path.getLast(), ALL);
    }

    boolean isAll() {
        return wanted.isEmpty();
    }

    /** The wanted names in byte order, where not all are. */
    Iterable<FileName> names() {
        return wanted.keySet();
    }

    Selection below(FileName name) {
        Selection below = wanted.get(name);
        return below == null ? ALL : below;
    }
}
