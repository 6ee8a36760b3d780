package io.holdfast.pattern;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of paths: names joined by slashes, each of them a {@link NamePattern}, or {@code **} for any number of
 * directories. One that begins with a slash holds from the root on, any other one at every depth; both also match all that
 * lies below what they match. A {@code !} before it takes away what earlier patterns of its list have matched.
 */
public final class PathPattern {
    private static final String ANY_DEPTH = "**";

    private final String text;
    private final boolean negated;
    private final boolean rooted;
    private final boolean ignoresCase;
    /** One for each name; none for {@code **}. */
    private final List<Optional<NamePattern>> parts;

    private PathPattern(
            String text, boolean negated, boolean rooted, boolean ignoresCase, List<Optional<NamePattern>> parts) {
        this.text = text;
        this.negated = negated;
        this.rooted = rooted;
        this.ignoresCase = ignoresCase;
        this.parts = List.copyOf(parts);
    }

    /** {@code INVALID_INPUT} tells what is wrong with the pattern. */
    public static PathPattern parse(String text) {
        return parse(text, false);
    }

    /** One for which upper and lower case are the same. */
    public static PathPattern parseIgnoringCase(String text) {
        return parse(text, true);
    }

    private static PathPattern parse(String text, boolean ignoresCase) {
        boolean negated = text.startsWith("!");
        String path = negated ? text.substring(1) : text;
        if (path.isEmpty()) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT, "the pattern \"" + text + "\" is empty: name what it should match");
        }
        boolean rooted = path.startsWith("/");
        try {
            List<Optional<NamePattern>> parts = clean(path, rooted).stream()
                    .map(name -> part(name, ignoresCase))
                    .toList();
            return new PathPattern(text, negated, rooted, ignoresCase, parts);
        } catch (IllegalArgumentException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT, "the pattern \"" + text + "\" makes no sense: " + e.getMessage(), e);
        }
    }

    private static Optional<NamePattern> part(String name, boolean ignoresCase) {
        if (name.equals(ANY_DEPTH)) {
            return Optional.empty();
        }
        byte[] bytes = ShownBytes.in(name.getBytes(StandardCharsets.UTF_8));
        return Optional.of(NamePattern.parse(ignoresCase ? Characters.lowerCase(bytes) : bytes));
    }

    /** The names, without what goes nowhere: {@code //}, {@code .} and {@code ..}. */
    private static List<String> clean(String path, boolean rooted) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".")) {
                continue;
            }
            if (!name.equals("..")
                    || (!rooted && (names.isEmpty() || names.peekLast().equals("..")))) {
                names.addLast(name);
            } else {
                names.pollLast();
            }
        }
        return names.isEmpty() && !rooted ? List.of(".") : List.copyOf(names);
    }

    boolean negated() {
        return negated;
    }

    boolean ignoresCase() {
        return ignoresCase;
    }

    /** Where a walk begins: at the root, before any name. */
    BitSet start() {
        BitSet positions = new BitSet();
        addReachable(positions, 0);
        return positions;
    }

    /**
     * The parts that may come next after one more name, given those before it; the number of parts stands for a match.
     */
    BitSet after(BitSet positions, byte[] name) {
        BitSet next = new BitSet();
        for (int at = positions.nextSetBit(0); at >= 0 && at < parts.size(); at = positions.nextSetBit(at + 1)) {
            Optional<NamePattern> part = parts.get(at);
            if (part.isEmpty()) {
                addReachable(next, at);
            } else if (part.get().matches(name)) {
                addReachable(next, at + 1);
            }
        }
        if (!rooted) {
            addReachable(next, 0);
        }
        return next;
    }

    boolean isMatch(BitSet positions) {
        return positions.get(parts.size());
    }

    /** {@code **} may stand for nothing. */
    private void addReachable(BitSet positions, int from) {
        int at = from;
        positions.set(at);
        while (at < parts.size() && parts.get(at).isEmpty()) {
            at++;
            positions.set(at);
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
