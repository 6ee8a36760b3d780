package io.holdfast.cli.retention;

import io.holdfast.retention.SnapshotGroup;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What snapshots are grouped by: some of {@code host,paths,tags}, or nothing. */
final class GroupBy implements ITypeConverter<SnapshotGroup.By> {
    @Override
    public SnapshotGroup.By convert(String text) {
        Set<String> words = Stream.of(text.split(","))
                .filter(word -> !word.isEmpty())
                .map(word -> switch (word) {
                    case "host", "hosts" -> "host";
                    case "path", "paths" -> "paths";
                    case "tag", "tags" -> "tags";
                    default -> throw new TypeConversionException("'" + word + "' is none of host, paths and tags");
                })
                .collect(Collectors.toSet());
        return new SnapshotGroup.By(words.contains("host"), words.contains("paths"), words.contains("tags"));
    }
}
