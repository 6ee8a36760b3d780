package io.holdfast.pattern;

import io.holdfast.linux.FileName;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** What a list of patterns says of one entry, and how far each of them is on the way to it. Equal ones say the same below. */
public final class PatternPosition {
    private final List<Progress> progress;

    /** One pattern, and which of its parts may come next. Nothing changes any more once it has matched, or cannot. */
    private record Progress(PathPattern pattern, BitSet positions) {
        boolean matches() {
            return pattern.isMatch(positions);
        }

        Progress enter(byte[] name) {
            if (matches() || positions.isEmpty()) {
                return this;
            }
            BitSet next = pattern.after(positions, name);
            return next.equals(positions) ? this : new Progress(pattern, next);
        }
    }

    private PatternPosition(List<Progress> progress) {
        this.progress = progress;
    }

    static PatternPosition atRoot(List<PathPattern> patterns) {
        return new PatternPosition(patterns.stream()
                .map(pattern -> new Progress(pattern, pattern.start()))
                .toList());
    }

    /** The state of the entry of this name in the directory that this is the state of. */
    public PatternPosition enter(FileName name) {
        byte[] bytes = name.bytes();
        byte[] lower =
                progress.stream().anyMatch(each -> each.pattern().ignoresCase()) ? Characters.lowerCase(bytes) : bytes;
        List<Progress> next = progress.stream()
                .map(each -> each.enter(each.pattern().ignoresCase() ? lower : bytes))
                .toList();
        return next.equals(progress) ? this : new PatternPosition(next);
    }

    public boolean matches() {
        boolean matched = false;
        for (Progress each : progress) {
            if (each.matches()) {
                matched = !each.pattern().negated();
            }
        }
        return matched;
    }

    /** Whether anything below may match. */
    public boolean mayMatchBelow() {
        boolean may = false;
        for (Progress each : progress) {
            if (!each.pattern().negated()) {
                may = may || !each.positions().isEmpty();
            } else if (each.matches()) {
                may = false;
            }
        }
        return may;
    }

    /** The patterns, for people. */
    @Override
    public String toString() {
        return progress.stream().map(each -> "\"" + each.pattern() + "\"").collect(Collectors.joining(", "));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PatternPosition state && progress.equals(state.progress);
    }

    @Override
    public int hashCode() {
        return progress.hashCode();
    }
}
