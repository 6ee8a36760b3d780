package io.holdfast.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of one name: {@code *} for any bytes, {@code ?} for one character, {@code [a-z]} and {@code [^a-z]} for one of a
 * class, a backslash before what stands for itself. Matches bytes, as names need not be text. Source: Go's
 * {@code path/filepath.Match}.
 */
final class NamePattern {
    private final List<Token> tokens;

    /** What one or more bytes of a name have to be. */
    private sealed interface Token {
        /** The offset behind what it takes of the name from the offset on, or -1 where that does not fit. */
        int take(byte[] name, int offset);
    }

    private record Literal(byte value) implements Token {
        @Override
        public int take(byte[] name, int offset) {
            return name[offset] == value ? offset + 1 : -1;
        }
    }

    private record OneOf(NameClass characters) implements Token {
        @Override
        public int take(byte[] name, int offset) {
            int character = Characters.at(name, offset);
            return characters.contains(character) ? offset + Characters.length(name, offset) : -1;
        }
    }

    private enum Wildcard implements Token {
        ONE,
        /** Takes nothing by itself: the matcher tries ever more. */
        ANY;

        @Override
        public int take(byte[] name, int offset) {
            return this == ONE ? offset + Characters.length(name, offset) : offset;
        }
    }

    private NamePattern(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** An IllegalArgumentException tells what is wrong with the pattern. */
    static NamePattern parse(byte[] pattern) {
        List<Token> tokens = new ArrayList<>();
        for (int at = 0; at < pattern.length; at++) {
            switch (pattern[at]) {
                case '*' -> tokens.add(Wildcard.ANY);
                case '?' -> tokens.add(Wildcard.ONE);
                case '[' -> {
                    NameClass characters = NameClass.parse(pattern, at);
                    tokens.add(new OneOf(characters));
                    at = characters.end() - 1;
                }
                case '\\' -> {
                    at++;
                    if (at == pattern.length) {
                        throw new IllegalArgumentException("nothing follows its last backslash");
                    }
                    tokens.add(new Literal(pattern[at]));
                }
                default -> tokens.add(new Literal(pattern[at]));
            }
        }
        return new NamePattern(tokens);
    }

    /** Goes back to the last {@code *} only: what stands before it could not do better by taking more. */
    boolean matches(byte[] name) {
        int token = 0;
        int offset = 0;
        int afterStar = -1;
        int starTook = 0;
        while (offset < name.length || token < tokens.size()) {
            if (token < tokens.size() && tokens.get(token) == Wildcard.ANY) {
                token++;
                afterStar = token;
                starTook = offset;
                continue;
            }
            int next = token < tokens.size() && offset < name.length
                    ? tokens.get(token).take(name, offset)
                    : -1;
            if (next >= 0) {
                token++;
                offset = next;
            } else if (afterStar >= 0 && starTook < name.length) {
                starTook++;
                token = afterStar;
                offset = starTook;
            } else {
                return false;
            }
        }
        return true;
    }
}
