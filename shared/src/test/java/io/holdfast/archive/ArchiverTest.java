package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.SampleTree;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.TreeRoot;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.EntrySpan;
import io.holdfast.task.FileSlice;
import io.holdfast.task.LeftOutCounts;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TroubleCounts;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiverTest {
    /** As if the parent had begun long after all changes. */
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path root;
    private ArchiveFixture fixture;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectory(folder.resolve("volume"));
        fixture = new ArchiveFixture(folder.resolve("repository"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldYieldTheSameTreeForUnchangedFiles() throws Exception {
        SampleTree.fill(root);
        ArchivedTree first = fixture.archive(root);
        assertThat(first.troubles()).isEmpty();
        long packs = files("repository/data");

        ArchivedTree second = fixture.archive(root, first, LATER);
        assertThat(second.tree()).isEqualTo(first.tree());
        assertThat(second.totals().filesUnmodified()).isEqualTo(first.totals().filesNew());
        assertThat(second.totals().dirsUnmodified()).isEqualTo(first.totals().dirsNew());
        assertThat(second.totals().filesNew() + second.totals().filesChanged()).isZero();
        assertThat(files("repository/data")).as("nothing is stored").isEqualTo(packs);
        assertThat(fixture.archive(root).tree()).as("without a parent too").isEqualTo(first.tree());
    }

    @Test
    void shouldReadOnlyWhatHasChanged() throws Exception {
        Files.createDirectories(root.resolve("a/b"));
        Files.write(root.resolve("a/b/same"), random(1, 3 << 20));
        Files.writeString(root.resolve("a/changed"), "before");
        ArchivedTree first = fixture.archive(root);
        Files.writeString(root.resolve("a/changed"), "after!");
        Files.writeString(root.resolve("new"), "new");

        long before = bytesRead();
        ArchivedTree second = fixture.archive(root, first, LATER);
        assertThat(bytesRead() - before).isLessThan(1 << 20);
        assertThat(second.totals().filesUnmodified()).isEqualTo(1);
        assertThat(second.totals().filesChanged()).isEqualTo(1);
        assertThat(second.totals().filesNew()).isEqualTo(1);
        assertThat(second.totals().dirsUnmodified()).isEqualTo(1);
        assertThat(second.totals().dirsChanged()).isEqualTo(1);
        assertThat(fixture.content(fixture.node(second.tree(), "a/changed")))
                .asString()
                .isEqualTo("after!");
    }

    /** Proves the rule of two seconds: a change within the clock's coarseness must not go unnoticed. */
    @Test
    void shouldReadAgainWhatChangedJustBeforeTheParentBegan() throws Exception {
        Files.writeString(root.resolve("file"), "x");
        Instant started = Instant.now();
        ArchivedTree first = fixture.archive(root);
        ArchivedTree second = fixture.archive(root, first, started);
        assertThat(second.totals().filesChanged()).isEqualTo(1);
        assertThat(second.totals().filesUnmodified()).isZero();
        assertThat(second.tree()).isEqualTo(first.tree());
    }

    /** What could not be read of it then, such as its attributes, may be readable now. */
    @Test
    void shouldReadAgainWhatTheParentHasWithAnError() throws Exception {
        Files.writeString(root.resolve("lacking"), "content");
        ArchivedTree whole = fixture.archive(root);
        assertThat(fixture.archive(root, whole, LATER).totals().filesUnmodified())
                .isEqualTo(whole.totals().filesNew());
        ArchivedTree parent = fixture.changed(
                whole,
                node -> node.toBuilder()
                        .error("its extended attributes could not be read")
                        .build());
        assertThat(fixture.archive(root, parent, LATER).totals().filesUnmodified())
                .isZero();
    }

    @Test
    void shouldStoreEqualContentOnce() throws Exception {
        byte[] content = random(2, 6 << 20);
        Files.write(root.resolve("one"), content);
        Files.write(root.resolve("two"), content);
        ArchivedTree tree = fixture.archive(root);
        TreeNode one = fixture.node(tree.tree(), "one");
        assertThat(fixture.node(tree.tree(), "two").content()).isEqualTo(one.content());
        assertThat(fixture.content(one)).isEqualTo(content);
        assertThat(bytesStored()).isLessThan(7 << 20);
    }

    @Test
    void shouldKeepWhatIsNoFile() throws Exception {
        try (OpenDirectory directory = OpenDirectory.open(root)) {
            directory.writer().createNode(FileName.of("fifo"), 0x1000 | 0640, 0);
            directory.writer().createNode(FileName.of("null"), 0x2000 | 0666, 1 << 8 | 3);
            directory.writer().createNode(FileName.of("disk"), 0x6000 | 0600, 7 << 8);
        }
        Files.createSymbolicLink(root.resolve("link"), Path.of("/some/where"));
        List<String> leftOut = new ArrayList<>();
        ArchiveListener listener = new ArchiveListener() {
            @Override
            public void leftOut(String path, String reason) {
                leftOut.add(path + ": " + reason);
            }
        };
        ArchivedTree tree;
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            var _ = server.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
            tree = fixture.archive(root, listener);
        }
        assertThat(tree.troubles()).isEmpty();
        assertThat(fixture.nodes(tree.tree()).stream().map(TreeNode::type))
                .containsExactly(NodeType.BLOCK_DEVICE, NodeType.FIFO, NodeType.SYMLINK, NodeType.CHARACTER_DEVICE);
        assertThat(fixture.node(tree.tree(), "null").device()).isEqualTo(1 << 8 | 3);
        assertThat(fixture.node(tree.tree(), "link").linkTarget()).hasToString("/some/where");
        assertThat(leftOut).containsExactly("socket: it is a socket");
        assertThat(tree.source()).isEqualTo(new SourceReport(List.of(), TroubleCounts.NONE, new LeftOutCounts(1, 0)));
    }

    @Test
    void shouldBackUpASparseFileInNoTime() throws Exception {
        try (OpenDirectory directory = OpenDirectory.open(root);
                var file = directory.writer().createFile(FileName.of("sparse"), 0600)) {
            file.truncate(8L << 30);
            file.write(ByteBuffer.wrap(random(3, 100_000)), (5L << 30) + 12_345);
        }
        long before = bytesRead();
        ArchivedTree tree = fixture.archive(root);
        assertThat(bytesRead() - before).isLessThan(32 << 20);
        TreeNode node = fixture.node(tree.tree(), "sparse");
        assertThat(node.size()).isEqualTo(8L << 30);
        BlobId zeros = BlobId.of(new byte[512 * 1024]);
        long zeroChunks =
                node.content().orElseThrow().stream().filter(zeros::equals).count();
        assertThat(zeroChunks).isGreaterThan((8L << 30) / (512 * 1024) - 20);
    }

    @Test
    void shouldLeaveOutOtherFileSystemsUnlessToldOtherwise() throws Exception {
        Path mounted = Files.createDirectory(root.resolve("mounted"));
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mounted.toString());
        try {
            Files.writeString(mounted.resolve("inside"), "x");
            List<String> leftOut = new ArrayList<>();
            ArchiveListener listener = new ArchiveListener() {
                @Override
                public void leftOut(String path, String reason) {
                    leftOut.add(path + ": " + reason);
                }
            };
            ArchivedTree without = fixture.archive(root, listener);
            assertThat(fixture.nodes(subtree(without, "mounted"))).isEmpty();
            assertThat(leftOut).containsExactly("mounted: another file system is mounted there");
            assertThat(without.source().leftOut()).isEqualTo(new LeftOutCounts(0, 1));

            try (TreeRoot open = TreeRoot.open(root)) {
                ArchivedTree with = fixture.archive(
                        new ArchiveRequest(open, new FileSlice.WholeVolume(), List.of(), true, Optional.empty()),
                        listener);
                assertThat(fixture.content(fixture.node(with.tree(), "mounted/inside")))
                        .asString()
                        .isEqualTo("x");
                assertThat(leftOut).hasSize(1);
            }
        } finally {
            run("umount", mounted.toString());
        }
    }

    private BlobId subtree(ArchivedTree tree, String path) {
        return fixture.node(tree.tree(), path).subtree().orElseThrow();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        assertThat(exit)
                .as("%s, for which these tests have to run as root", String.join(" ", command))
                .isZero();
    }

    @Test
    void shouldNameAMissingRoot() {
        assertThatThrownBy(() -> fixture.archive(root.resolve("absent")))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND))
                .hasMessageContaining("absent");
    }

    @Test
    void shouldTellWhatVanishedAndGoOn() throws Exception {
        Files.writeString(root.resolve("kept"), "kept");
        FileSlice slice = new FileSlice.Spans(
                List.of(new EntrySpan("", "", "", List.of()), new EntrySpan("gone/such", "", "", List.of())));
        ArchivedTree tree = fixture.archive(root, slice);
        assertThat(fixture.nodes(tree.tree())).hasSize(1);
        assertThat(tree.source().counts().total()).isEqualTo(1);
        assertThat(tree.troubles().getFirst().path()).isEqualTo("gone");
        assertThat(tree.troubles().getFirst().kind()).isEqualTo(FailureKind.NOT_FOUND);
    }

    private static long bytesRead() throws IOException {
        String io = Files.readString(Path.of("/proc/self/io"));
        return Long.parseLong(io.lines()
                .filter(line -> line.startsWith("rchar: "))
                .findFirst()
                .orElseThrow()
                .substring(7));
    }

    private long files(String directory) throws IOException {
        try (var files = Files.walk(folder.resolve(directory))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private long bytesStored() throws IOException {
        try (var files = Files.walk(folder.resolve("repository"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
