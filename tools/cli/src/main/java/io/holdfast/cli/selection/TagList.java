package io.holdfast.cli.selection;

import java.util.List;
import java.util.stream.Stream;

/** Tags as restic's users write them, with commas between. */
public final class TagList {
    private TagList() {}

    public static List<String> parse(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }
}
