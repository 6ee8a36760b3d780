package io.holdfast.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * The characters between brackets in a pattern, such as {@code [a-z_]}, or with {@code ^} all others.
 *
 * @param end the offset in the pattern behind the closing bracket
 */
record NameClass(boolean negated, List<Range> ranges, int end) {
    /** Characters from the first to the last, both included. */
    record Range(int first, int last) {
        boolean contains(int character) {
            return first <= character && character <= last;
        }
    }

    NameClass {
        ranges = List.copyOf(ranges);
    }

    boolean contains(int character) {
        return ranges.stream().anyMatch(range -> range.contains(character)) != negated;
    }

    /** Reads what begins with the bracket at the offset. */
    static NameClass parse(byte[] pattern, int offset) {
        int at = offset + 1;
        boolean negated = at < pattern.length && pattern[at] == '^';
        if (negated) {
            at++;
        }
        List<Range> ranges = new ArrayList<>();
        while (ranges.isEmpty() || byteAt(pattern, at) != ']') {
            at = character(pattern, at);
            int first = Characters.at(pattern, at);
            at += Characters.length(pattern, at);
            int last = first;
            if (byteAt(pattern, at) == '-') {
                at = character(pattern, at + 1);
                last = Characters.at(pattern, at);
                at += Characters.length(pattern, at);
            }
            ranges.add(new Range(first, last));
        }
        return new NameClass(negated, ranges, at + 1);
    }

    /** Where a character of the class begins, its backslash passed over. */
    private static int character(byte[] pattern, int at) {
        byte first = byteAt(pattern, at);
        if (first == '-' || first == ']') {
            throw new IllegalArgumentException(
                    "a character is missing between its brackets; a - or ] among them needs a backslash before it");
        }
        int start = first == '\\' ? at + 1 : at;
        byte _ = byteAt(pattern, start);
        if (Characters.isBroken(pattern, start)) {
            throw new IllegalArgumentException("what is between its brackets is not UTF-8");
        }
        return start;
    }

    private static byte byteAt(byte[] pattern, int at) {
        if (at >= pattern.length) {
            throw new IllegalArgumentException("a [ has no closing bracket; a [ that stands for itself is written \\[");
        }
        return pattern[at];
    }
}
