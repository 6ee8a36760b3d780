package io.holdfast.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instruments themselves: what restic brings back has the same facts, and a change in anything is seen. */
class SampleTreeTest {
    @Test
    void shouldFindNoDifferenceInWhatResticRestores(@TempDir Path folder) throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        SampleTree.fill(source);
        Restic restic = new Restic(folder.resolve("repository"), folder);
        String _ = restic.run("init");
        restic.backUp(source);
        Path target = Files.createDirectory(folder.resolve("target"));
        String _ = restic.run("restore", "latest", "--target", target.toString());
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));
    }

    @Test
    void shouldSeeAChangeOfAByteOrAMode(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "a");
        var before = TreeFacts.of(folder);
        Files.setLastModifiedTime(Files.writeString(file, "b"), Files.getLastModifiedTime(folder));
        var otherByte = TreeFacts.of(folder);
        assertThat(otherByte).isNotEqualTo(before);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        assertThat(TreeFacts.of(folder)).isNotEqualTo(otherByte);
    }
}
