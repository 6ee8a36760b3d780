package io.holdfast.browse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where an entry lies in a tree: the names of the directories on its way, and its own. The root has none. */
public record EntryPath(List<String> names) {
    public static final EntryPath ROOT = new EntryPath(List.of());

    public EntryPath {
        names = List.copyOf(names);
    }

    /** Reads names between slashes; it is the same with and without one at the beginning or the end. */
    public static EntryPath parse(String text) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : text.split("/", -1)) {
            switch (name) {
                case "", "." -> {}
                case ".." -> names.pollLast();
                default -> names.addLast(name);
            }
        }
        return new EntryPath(List.copyOf(names));
    }

    public boolean isRoot() {
        return names.isEmpty();
    }

    /** The path of the first so many names. */
    EntryPath first(int count) {
        return new EntryPath(names.subList(0, count));
    }

    @Override
    public String toString() {
        return "/" + String.join("/", names);
    }
}
