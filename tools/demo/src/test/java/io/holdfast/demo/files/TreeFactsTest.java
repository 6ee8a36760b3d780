package io.holdfast.demo.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeFactsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldFindNoDifferenceWhereThereIsNone() throws IOException {
        OddFiles.create(folder);
        assertThat(TreeFacts.of(folder).differencesFrom(TreeFacts.of(folder))).isEmpty();
    }

    /** Proves that the demo's comparison would see each kind of damage. */
    @Test
    void shouldNameEachDifference() throws IOException {
        OddFiles.create(folder);
        Path odd = folder.resolve("odd files");
        Path older = Files.writeString(folder.resolve("older"), "same");
        Path content = Files.writeString(folder.resolve("content"), "here");
        Path gone = Files.writeString(folder.resolve("gone"), "");
        FileTime time = Files.getLastModifiedTime(content);
        TreeFacts before = TreeFacts.of(folder);

        Files.setLastModifiedTime(older, FileTime.from(Instant.EPOCH));
        Files.setLastModifiedTime(Files.writeString(content, "hers"), time);
        Files.delete(gone);
        Files.writeString(folder.resolve("more"), "");
        Files.setPosixFilePermissions(odd.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
        Files.delete(odd.resolve("link"));
        Files.createSymbolicLink(odd.resolve("link"), Path.of("elsewhere"));

        assertThat(TreeFacts.of(folder).differencesFrom(before))
                .extracting(difference -> difference.substring(0, difference.indexOf(": ")))
                .containsExactly("content", "gone", "more", "odd files", "odd files/link", "odd files/secret", "older");
    }
}
