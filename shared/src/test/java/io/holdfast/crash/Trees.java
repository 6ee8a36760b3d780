package io.holdfast.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.LinuxError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Trees of files on disk. */
public final class Trees {
    private Trees() {}

    public static void mustBeEqual(Path actual, Path expected) {
        try {
            assertThat(TreeFacts.of(actual)).isEqualTo(TreeFacts.of(expected));
        } catch (LinuxError e) {
            throw new AssertionError("cannot look at the trees", e);
        }
    }

    public static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new AssertionError("cannot delete " + root, e);
        }
    }
}
