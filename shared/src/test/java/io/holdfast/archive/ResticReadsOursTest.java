package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.foreign.Restic;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.NodeInode;
import io.holdfast.snapshot.NodeMode;
import io.holdfast.snapshot.NodeOwner;
import io.holdfast.snapshot.NodeTime;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.RawBytes;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.snapshot.TreeNodeBuilder;
import io.holdfast.task.BackupTotals;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that we wrote, with every kind of node and odd names, is an ordinary one to restic. */
class ResticReadsOursTest {
    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final List<byte[]> ODD_NAMES = List.of(
            new byte[] {1, '\t', '\n', 0x7f},
            bytes("\"quoted\\\""),
            bytes("<a&b>"),
            bytes("caf\u00e9 \u65e5\u672c \ud83d\ude00"),
            bytes("line\u2028para\u2029"),
            bytes("nbsp\u00a0soft\u00ad"),
            new byte[] {'x', (byte) 0xff, (byte) 0xc3, '('},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            bytes("\ufffd"));

    private static final long LARGE = 40L << 20;
    private static final int FILES = ODD_NAMES.size() + 2;

    @TempDir
    Path temp;

    private Restic restic;
    private final Random random = new Random(7);

    @BeforeEach
    void makeRestic() {
        restic = new Restic(temp.resolve("repo"), temp);
    }

    @Test
    void shouldPassResticsCheckListRestoreAndRewrite() throws Exception {
        FileId snapshot = writeEverything();

        restic.run("check", "--no-lock", "--read-data");

        String listing = restic.run("ls", "--json", snapshot.toHex());
        assertThat(listing.lines()).hasSize(1 + 8 + ODD_NAMES.size());

        Path target = temp.resolve("restored");
        restic.run("restore", snapshot.toHex(), "--target", target.toString(), "--exclude", "/device-*");
        assertThat(target.resolve("hello")).hasContent("hello restic");
        assertThat(Files.size(target.resolve("large"))).isEqualTo(LARGE);
        assertThat(Files.readSymbolicLink(target.resolve("link"))).isEqualTo(Path.of("hello"));
        assertThat(Files.getAttribute(target.resolve("hello"), "unix:mode")).isEqualTo(0100640);
        assertThat(Files.getLastModifiedTime(target.resolve("hello")).toInstant())
                .isEqualTo(TIME);
        assertThat(Files.isDirectory(target.resolve("odd"))).isTrue();

        String rewritten = restic.run("rewrite", "--exclude", "/nothing-of-this-name", snapshot.toHex());
        assertThat(rewritten).contains("no snapshots were modified");
        restic.run("rewrite", "--exclude", "hello", snapshot.toHex());
        restic.run("check", "--read-data");
    }

    @Test
    void shouldLetResticContinue() throws Exception {
        FileId snapshot = writeEverything();
        Path source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("more"), "written by restic");

        restic.run("backup", source.toString());
        restic.run("tag", "--add", "kept", snapshot.toHex());
        restic.run("forget", "latest", "--prune");

        assertThat(restic.run("snapshots", "--json")).contains("\"kept\"");
        restic.run("check", "--read-data");
    }

    private FileId writeEverything() throws Exception {
        try (ObjectStore store = TestRepositories.directory(temp.resolve("repo"));
                OpenRepository repository = TestRepositories.openOrCreate(store);
                RepositoryLock lock = repository.lock(new LockOwner("test-host", "one"), LockMode.SHARED);
                BlobSaver saver = BlobSaver.open(repository.index(), TestRepositories.limits())) {
            TreeBuilder trees = new TreeBuilder(saver.trees());
            ODD_NAMES.stream()
                    .map(FileName::of)
                    .sorted()
                    .map(name -> node(name, NodeType.FILE, 0600))
                    .forEach(node -> trees.add(node.build()));
            BlobId odd = trees.save();
            rootNodes(saver, odd).forEach(trees::add);
            BlobId root = trees.save();
            saver.flush();
            lock.ensureHeld();
            BackupTotals totals = new BackupTotals(FILES, 0, 0, 1, 0, 0, 9, 2, 100, 90, FILES, 12 + LARGE);
            return repository.saveSnapshot(
                    Snapshot.of(TIME, root, List.of("/data"), "test-host", "holdfast", List.of("pvc-uid=1", "ns=a<b"))
                            .withSummary(new SnapshotSummary(TIME, TIME.plusSeconds(5), totals)));
        }
    }

    private List<TreeNode> rootNodes(BlobSaver saver, BlobId odd) {
        return List.of(
                node("device-block", NodeType.BLOCK_DEVICE, 0660).device(0x801).build(),
                node("device-char", NodeType.CHARACTER_DEVICE, 0666)
                        .device(0x103)
                        .build(),
                node("fifo", NodeType.FIFO, 0644).build(),
                node("hello", NodeType.FILE, 0640)
                        .size(12)
                        .content(List.of(saver.save(BlobType.DATA, ByteBuffer.wrap(bytes("hello restic")))))
                        .extendedAttributes(List.of(
                                new ExtendedAttribute(bytes("user.empty"), new byte[0]),
                                new ExtendedAttribute(bytes("user.note"), new byte[] {0, 1, (byte) 0xff})))
                        .build(),
                large(saver),
                node("link", NodeType.SYMLINK, 0777)
                        .linkTarget(RawBytes.of("hello"))
                        .build(),
                node("link-raw", NodeType.SYMLINK, 0777)
                        .linkTarget(RawBytes.of(new byte[] {'a', (byte) 0x80, '<', '\u0001'}))
                        .build(),
                node("odd", NodeType.DIRECTORY, 01755).subtree(odd).build());
    }

    /** Forty chunks: some shrink, some do not, some repeat; more than one pack of them. */
    private TreeNode large(BlobSaver saver) {
        List<BlobId> content = new ArrayList<>();
        byte[] chunk = new byte[1 << 20];
        for (int i = 0; i < 40; i++) {
            if (i % 5 != 0) {
                random.nextBytes(chunk);
            } else {
                Arrays.fill(chunk, (byte) (i % 10));
            }
            content.add(saver.save(BlobType.DATA, ByteBuffer.wrap(chunk)));
        }
        return node("large", NodeType.FILE, 0644).size(LARGE).content(content).build();
    }

    private static TreeNodeBuilder node(String name, NodeType type, int mode) {
        return node(FileName.of(name), type, mode);
    }

    private static TreeNodeBuilder node(FileName name, NodeType type, int mode) {
        return TreeNode.builder(name, type)
                .mode(NodeMode.ofUnix(type, mode))
                .modified(NodeTime.of(TIME))
                .accessed(NodeTime.of(TIME))
                .changed(NodeTime.of(TIME.plusNanos(1)))
                .owner(new NodeOwner(0, 0, "root", "r\u00f6<t"))
                .inode(new NodeInode(-2, 0, 1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
