package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.foreign.Restic;
import io.holdfast.foreign.SampleTree;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we archive, the real restic checks, restores and re-encodes. */
class ArchiveResticTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeReadByRestic() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        SampleTree.fill(source);
        Path repository = folder.resolve("repository");
        try (ArchiveFixture fixture = new ArchiveFixture(repository)) {
            ArchivedTree tree = fixture.archive(source);
            assertThat(tree.troubles()).isEmpty();
            fixture.saveSnapshot(tree.tree());
        }
        Restic restic = new Restic(repository, folder.resolve("scratch"));
        String _ = restic.run("check", "--no-lock", "--read-data");

        Path target = Files.createDirectory(folder.resolve("target"));
        String _ = restic.run("restore", "latest", "--target", target.toString());
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));

        Path sparse = Files.createDirectory(folder.resolve("sparse"));
        String _ = restic.run("restore", "latest", "--sparse", "--target", sparse.toString());
        assertThat(blocks(sparse.resolve("contents"), "sparse")).isLessThan(4096);
        assertThat(TreeFacts.of(sparse)).isEqualTo(TreeFacts.of(source));

        String _ = restic.run("rewrite", "--exclude", "nothing-has-this-name");
        String _ = restic.run("check", "--no-lock");
    }

    /**
     * restic keeps the inode's device for every node unless this feature is on, and for FIFOs even then: it does not count
     * their names.
     */
    @Test
    void shouldWriteTheSameTreesAsResticForFilesOfOneChunk() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        SampleTree.fill(source);
        deleteLargeFiles(source.resolve("contents"));
        Files.delete(source.resolve("links/fifo"));
        Path repository = folder.resolve("repository");
        try (ArchiveFixture fixture = new ArchiveFixture(repository)) {
            fixture.saveSnapshot(fixture.archive(source).tree());
        }
        Restic restic = new Restic(repository, folder.resolve("scratch"));
        String ours = restic.run("snapshots", "--json");
        restic.withEnvironment("RESTIC_FEATURES", "device-id-for-hardlinks=true")
                .backUp(source);
        String theirs = restic.run("snapshots", "--json");
        assertThat(theirs.split("\"tree\":\"" + tree(ours), -1)).as(theirs).hasSize(3);
    }

    private static String tree(String snapshot) {
        int at = snapshot.indexOf("\"tree\":\"");
        assertThat(at).as(snapshot).isPositive();
        return snapshot.substring(at + 8, at + 8 + 64);
    }

    private static void deleteLargeFiles(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.size(file) >= 512 * 1024) {
                    Files.delete(file);
                }
            }
        }
    }

    private static long blocks(Path directory, String name) throws Exception {
        try (OpenDirectory open = OpenDirectory.open(directory)) {
            return open.status(FileName.of(name)).blocks();
        }
    }
}
