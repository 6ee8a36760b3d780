package io.holdfast.archive;

import io.holdfast.linux.FileName;
import io.holdfast.snapshot.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Paths relative to a volume's root as slices and messages write them: quoted names, joined by slashes. */
final class TreePath {
    private TreePath() {}

    /** The root itself is a dot, which names no entry. */
    static String text(List<FileName> path) {
        return path.isEmpty() ? "." : path.stream().map(GoQuote::quote).collect(Collectors.joining("/"));
    }

    static String text(List<FileName> directory, FileName name) {
        return directory.isEmpty() ? GoQuote.quote(name) : text(directory) + "/" + GoQuote.quote(name);
    }

    /** The names of a path; an IllegalArgumentException where one is no name, such as {@code ..}. */
    static List<FileName> parse(String text) {
        List<FileName> path = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('/'); end >= 0; end = text.indexOf('/', start)) {
            path.add(GoQuote.unquote(text.substring(start, end)));
            start = end + 1;
        }
        path.add(GoQuote.unquote(text.substring(start)));
        return path;
    }
}
