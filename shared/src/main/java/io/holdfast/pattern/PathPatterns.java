package io.holdfast.pattern;

import java.util.List;

/** Patterns in the order in which they hold: an entry matches by the last one that says something about it. */
public record PathPatterns(List<PathPattern> patterns) {
    public PathPatterns {
        patterns = List.copyOf(patterns);
    }

    public static PathPatterns of(List<String> texts) {
        return new PathPatterns(texts.stream().map(PathPattern::parse).toList());
    }

    /** Those for which upper and lower case are the same. */
    public static PathPatterns ignoringCase(List<String> texts) {
        return new PathPatterns(
                texts.stream().map(PathPattern::parseIgnoringCase).toList());
    }

    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** What they say of the root. */
    public PatternPosition atRoot() {
        return PatternPosition.atRoot(patterns);
    }
}
