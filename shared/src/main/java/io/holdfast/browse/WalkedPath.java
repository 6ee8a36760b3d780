package io.holdfast.browse;

import io.holdfast.linux.FileName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The path of the entry that a walk has come to, from the top of what is walked. Changes while the walk goes on. */
public final class WalkedPath {
    private final List<FileName> names;

    WalkedPath(List<FileName> names) {
        this.names = new ArrayList<>(names);
    }

    void enter(FileName name) {
        names.add(name);
    }

    List<FileName> names() {
        return List.copyOf(names);
    }

    void leave() {
        FileName _ = names.removeLast();
    }

    /** In one line for people: as it is where that is plain text, with {@code \xNN} for what is not. */
    @Override
    public String toString() {
        return joined(FileName::toString);
    }

    /** As text for programs; what is not UTF-8 becomes U+FFFD. */
    public String text() {
        return joined(WalkedPath::text);
    }

    /** A name as text for programs. */
    public static String text(FileName name) {
        return new String(name.bytes(), StandardCharsets.UTF_8);
    }

    private String joined(Function<FileName, String> shown) {
        StringBuilder path = new StringBuilder();
        for (FileName name : names) {
            path.append('/').append(shown.apply(name));
        }
        return path.isEmpty() ? "/" : path.toString();
    }
}
