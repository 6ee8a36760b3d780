package io.holdfast.restore;

import io.holdfast.linux.FileName;
import io.holdfast.pattern.PathPatterns;
import io.holdfast.pattern.PatternPosition;
import java.util.List;

/**
 * What of a tree is restored, told of one entry at a time: whatever a list of includes matches, or all where there is none,
 * but for what a list of excludes matches. Nothing below an excluded directory is looked at. Immutable.
 */
public final class RestoreSelection {
    private static final RestoreSelection EVERYTHING = new RestoreSelection(List.of(), List.of());

    private final List<PatternPosition> includes;
    private final List<PatternPosition> excludes;

    private RestoreSelection(List<PatternPosition> includes, List<PatternPosition> excludes) {
        this.includes = includes;
        this.excludes = excludes;
    }

    public static RestoreSelection everything() {
        return EVERYTHING;
    }

    /** Lists without patterns say nothing. */
    public static RestoreSelection of(List<PathPatterns> includes, List<PathPatterns> excludes) {
        return new RestoreSelection(atRoot(includes), atRoot(excludes));
    }

    private static List<PatternPosition> atRoot(List<PathPatterns> lists) {
        return lists.stream()
                .filter(patterns -> !patterns.isEmpty())
                .map(PathPatterns::atRoot)
                .toList();
    }

    /** The selection of the entry of this name, in the directory that this is the selection of. */
    RestoreSelection enter(FileName name) {
        if (includes.isEmpty() && excludes.isEmpty()) {
            return this;
        }
        List<PatternPosition> included = enter(includes, name);
        List<PatternPosition> excluded = enter(excludes, name);
        return included.equals(includes) && excluded.equals(excludes) ? this : new RestoreSelection(included, excluded);
    }

    private static List<PatternPosition> enter(List<PatternPosition> states, FileName name) {
        return states.stream().map(state -> state.enter(name)).toList();
    }

    boolean isSelected() {
        return !isExcluded() && (includes.isEmpty() || includes.stream().anyMatch(PatternPosition::matches));
    }

    /** Whether anything below may be selected. */
    boolean maySelectBelow() {
        return !isExcluded() && (includes.isEmpty() || includes.stream().anyMatch(PatternPosition::mayMatchBelow));
    }

    private boolean isExcluded() {
        return excludes.stream().anyMatch(PatternPosition::matches);
    }

    /** Whether it asks for anything in particular, which then has to be there. */
    boolean asksForSomething() {
        return !includes.isEmpty();
    }

    /** The patterns of what is asked for, for people. */
    String request() {
        return String.join(
                ", ", includes.stream().map(PatternPosition::toString).toList());
    }
}
