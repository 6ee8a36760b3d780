package io.holdfast.cli.selection;

import java.util.List;
import java.util.stream.Stream;

/** Tags as restic's users write them, with commas between. */
public final class TagList {
    private TagList() {}

    /** One list. An empty tag in it stands for having none. */
    public static List<String> parse(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }

    /** The tags of all lists, for a snapshot that is to have them. */
    public static List<String> join(List<String> texts) {
        return texts.stream()
                .flatMap(text -> parse(text).stream())
                .filter(tag -> !tag.isEmpty())
                .toList();
    }
}
