package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.foreign.Command;
import io.holdfast.foreign.Restic;
import io.holdfast.foreign.SampleTree;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.DeepTree;
import io.holdfast.linux.FileName;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.snapshot.NodeInode;
import io.holdfast.snapshot.TreeEncoder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.LeftOutCounts;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TroubleCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
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
     * All that restic v0.18.1 cannot bring back: sockets, which nobody stores, and what has too long a path for it. (Further
     * names of links and devices become links and devices of their own; see OwnArchiveTest for ours.)
     */
    @Test
    void shouldLoseNothingToResticButSocketsAndOverlongPaths() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        SampleTree.fill(source);
        Path repository = folder.resolve("repository");
        Path target = Files.createDirectory(folder.resolve("target"));
        Path overlong = Files.createDirectory(source.resolve("overlong"));
        int depth = 4096 / DeepTree.DOWN.length();
        try (ArchiveFixture fixture = new ArchiveFixture(repository);
                DeepTree _ = DeepTree.create(overlong, depth)) {
            ArchivedTree tree = fixture.archive(source);
            assertThat(tree.source())
                    .isEqualTo(new SourceReport(List.of(), TroubleCounts.NONE, new LeftOutCounts(1, 0)));
            assertThat(tree.totals().dirsNew()).isGreaterThan(depth);
            fixture.saveSnapshot(tree.tree());
        }
        Restic restic = new Restic(repository, folder.resolve("scratch"));
        String _ = restic.run("check", "--no-lock", "--read-data");
        Restic.Result restored = restic.tryRun("restore", "latest", "--target", target.toString());
        assertThat(restored.errors()).contains("file name too long");
        assertThat(source.resolve("nodes/socket")).exists();
        assertThat(target.resolve("nodes/socket")).doesNotExist();
        assertThat(withoutOverlong(target)).isEqualTo(withoutOverlong(source));
        assertThat(target.resolve("overlong").resolve(DeepTree.DOWN.toString()).resolve(DeepTree.FILE.toString()))
                .exists();
        String _ = Command.run("rm", "-rf", target.toString());
    }

    private static SortedMap<String, String> withoutOverlong(Path directory) throws LinuxError {
        SortedMap<String, String> facts = TreeFacts.of(directory);
        facts.keySet().removeIf(path -> path.contains("overlong"));
        return facts;
    }

    /**
     * restic keeps the inode's device for every node unless this feature is on, and for FIFOs even then: it does not count
     * their names.
     */
    @Test
    void shouldWriteTheSameTreesAsResticForFilesOfOneChunk() throws Exception {
        Path source = smallFiles();
        Files.delete(source.resolve("links/fifo"));
        Files.delete(source.resolve("nodes/pipe"));
        Path repository = folder.resolve("repository");
        Restic restic = new Restic(repository, folder.resolve("scratch"))
                .withEnvironment("RESTIC_FEATURES", "device-id-for-hardlinks=true");
        try (ArchiveFixture fixture = new ArchiveFixture(repository)) {
            ArchivedTree ours = fixture.archive(source);
            assertThat(ours.troubles()).isEmpty();
            assertThat(ours.totals().filesNew()).isGreaterThan(370);
            restic.backUp(source);
            assertThat(fixture.latestTree()).isEqualTo(ours.tree());
        }
    }

    /** Proves that devices are the only difference, for every kind of node, and FIFOs too. */
    @Test
    void shouldWriteTheSameTreesAsResticButForDevices() throws Exception {
        Path source = smallFiles();
        Path repository = folder.resolve("repository");
        try (ArchiveFixture fixture = new ArchiveFixture(repository)) {
            ArchivedTree ours = fixture.archive(source);
            new Restic(repository, folder.resolve("scratch")).backUp(source);
            BlobId theirs = fixture.latestTree();
            assertThat(theirs).isNotEqualTo(ours.tree());
            assertThat(withoutDevices(fixture, theirs)).isEqualTo(ours.tree());
        }
    }

    /** The tree that restic would have written had it kept the devices of files with several names only. */
    private static BlobId withoutDevices(ArchiveFixture fixture, BlobId tree) {
        List<TreeNode> nodes = fixture.nodes(tree);
        assertThat(BlobId.of(TreeEncoder.encode(nodes)))
                .as("restic's tree, written again")
                .isEqualTo(tree);
        return BlobId.of(TreeEncoder.encode(nodes.stream()
                .map(node -> {
                    NodeInode inode = node.inode();
                    var builder = node.toBuilder()
                            .inode(new NodeInode(
                                    inode.number(), inode.links() > 1 ? inode.device() : 0, inode.links()));
                    node.subtree().ifPresent(below -> builder.subtree(withoutDevices(fixture, below)));
                    return builder.build();
                })
                .toList()));
    }

    /** Larger ones are cut in other places by each program. */
    private Path smallFiles() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        SampleTree.fill(source);
        for (String directory : List.of("contents", "holes")) {
            deleteLargeFiles(source.resolve(directory));
        }
        return source;
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
