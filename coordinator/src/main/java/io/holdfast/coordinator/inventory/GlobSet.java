package io.holdfast.coordinator.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Names and patterns ({@code *}, {@code ?}, {@code [abc]}) as filters give them. */
public final class GlobSet {
    private final List<String> texts;
    private final List<Pattern> patterns = new ArrayList<>();

    public GlobSet(List<String> texts) {
        this.texts = List.copyOf(texts);
        texts.forEach(text -> patterns.add(Pattern.compile(regex(text))));
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Whether the set is {@code *}, which means everything there is and will be. */
    public boolean isStar() {
        return texts.contains("*");
    }

    public boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    static boolean isPattern(String text) {
        return text.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int end = c == '[' ? glob.indexOf(']', i + 1) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (end > i + 1) {
                regex.append(characters(glob.substring(i + 1, end)));
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private static String characters(String listed) {
        boolean negated = listed.startsWith("!") || listed.startsWith("^");
        String kept = (negated ? listed.substring(1) : listed).replaceAll("[\\\\\\[&^]", "\\\\$0");
        return kept.isEmpty() ? Pattern.quote("[" + listed + "]") : (negated ? "[^" : "[") + kept + "]";
    }
}
