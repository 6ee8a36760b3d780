package io.holdfast.cli.restore;

import io.holdfast.pattern.PathPatterns;
import io.holdfast.restore.RestoreSelection;
import java.util.List;
import picocli.CommandLine.Option;

/** Which of a snapshot's entries a command is about. */
final class EntryChoice {
    @Option(
            names = {"-i", "--include"},
            paramLabel = "PATTERN",
            description = "Only what matches, and what is in directories that match; may be repeated.")
    private List<String> includes = List.of();

    @Option(names = "--iinclude", paramLabel = "PATTERN", description = "The same, in upper or lower case.")
    private List<String> includesIgnoringCase = List.of();

    @Option(
            names = {"-e", "--exclude"},
            paramLabel = "PATTERN",
            description = "Not what matches, nor what is in directories that match; may be repeated.")
    private List<String> excludes = List.of();

    @Option(names = "--iexclude", paramLabel = "PATTERN", description = "The same, in upper or lower case.")
    private List<String> excludesIgnoringCase = List.of();

    RestoreSelection selection() {
        return RestoreSelection.of(
                List.of(PathPatterns.of(includes), PathPatterns.ignoringCase(includesIgnoringCase)),
                List.of(PathPatterns.of(excludes), PathPatterns.ignoringCase(excludesIgnoringCase)));
    }
}
