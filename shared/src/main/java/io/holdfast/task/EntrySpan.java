package io.holdfast.task;

import java.util.List;
import java.util.Objects;

/**
 * Entries of one directory that follow each other in byte order of names, each with all below it. Whoever archives them lists
 * the directory again, so that what has come into it since the survey lies in some span too. Names and paths are written as
 * {@link FileSlice} tells.
 *
 * @param directory its path from the root; empty for the root itself
 * @param after the name behind which the span begins; empty where it begins with the first
 * @param upTo the last name in it; empty where it has no end
 * @param without names between those that other slices hold
 */
public record EntrySpan(String directory, String after, String upTo, List<String> without) {
    public EntrySpan {
        Objects.requireNonNull(directory, "directory is null");
        Objects.requireNonNull(after, "after is null");
        Objects.requireNonNull(upTo, "upTo is null");
        without = List.copyOf(without);
    }
}
