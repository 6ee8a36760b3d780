package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.foreign.Restic;
import io.holdfast.linux.FileName;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.repository.TestRepositories;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.snapshot.TreeEncoder;
import io.holdfast.snapshot.TreeNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that restic made is an ordinary one to us, and every tree in it would be the same if we wrote it. */
class OursReadsResticTest {
    @TempDir
    Path temp;

    private Restic restic;
    private Path source;

    @BeforeEach
    void makeSource() throws Exception {
        restic = new Restic(temp.resolve("repo"), temp);
        source = Files.createDirectories(temp.resolve("source/folder"));
        Path text = Files.writeString(source.resolve("text"), "some text ".repeat(1000));
        Files.setLastModifiedTime(text, FileTime.from(Instant.parse("2020-02-29T12:00:00.123456789Z")));
        Files.getFileAttributeView(text, UserDefinedFileAttributeView.class)
                .write("note", ByteBuffer.wrap(new byte[] {0, (byte) 0xfe}));
        Files.getFileAttributeView(text, UserDefinedFileAttributeView.class).write("empty", ByteBuffer.allocate(0));
        Files.createFile(source.resolve("empty"));
        Files.createLink(source.resolve("hard"), text);
        Files.createSymbolicLink(source.resolve("link"), Path.of("te<x>t"));
        shell("mkfifo fifo; mkdir empty-folder; chmod 7751 empty-folder;"
                + " touch \"$(printf 'bad\\377<name>\\001')\" \"$(printf 'caf\\303\\251 \\342\\200\\250 \\360\\237\\230\\200')\";"
                + " ln -s \"$(printf 'raw\\377')\" rawlink; touch -d @-5.5 old; touch -d '2400-01-01' future");
    }

    @Test
    void shouldReadAllFilesAndReencodeEveryTreeToTheSameId() throws Exception {
        restic.run("init");
        Restic elsewhere = new Restic(temp.resolve("repo"), temp).withEnvironment("TZ", "Asia/Kolkata");
        elsewhere.run("backup", "--tag", "a,b", "--exclude", "*.tmp", source.toString());
        restic.run("backup", "--with-atime", source.toString());
        try (ObjectStore store = TestRepositories.directory(temp.resolve("repo"));
                OpenRepository repository = Repository.open(store, TestRepositories.PASSWORD, Clock.systemUTC())) {
            List<StoredSnapshot> snapshots = repository.snapshots();
            assertThat(snapshots).hasSize(2);
            assertThat(snapshots.getFirst().snapshot().tags()).containsExactly("a", "b");
            assertThat(snapshots.getFirst().snapshot().excludes()).containsExactly("*.tmp");
            assertThat(snapshots.getLast().snapshot().parent())
                    .hasValue(snapshots.getFirst().id());
            assertThat(snapshots.getLast().snapshot().paths()).containsExactly(source.toString());
            assertThat(snapshots.getLast().snapshot().summary())
                    .hasValueSatisfying(summary ->
                            assertThat(summary.totals().filesProcessed()).isPositive());
            assertThat(repository.snapshot("latest")).isEqualTo(snapshots.getLast());
            assertThat(repository.snapshot(snapshots.getFirst().id().toShortHex()))
                    .isEqualTo(snapshots.getFirst());

            IndexedRepository indexed = repository.index();
            assertTreesAreKept(indexed);
            assertContent(indexed, snapshots.getLast().snapshot().tree());
        }
    }

    @Test
    void shouldKnowAndFearResticsLocks() throws Exception {
        restic.run("init");
        Process reading = restic.start("backup", "--stdin", "--quiet");
        try (ObjectStore store = TestRepositories.directory(temp.resolve("repo"));
                OpenRepository repository = Repository.open(store, TestRepositories.PASSWORD, Clock.systemUTC())) {
            await().untilAsserted(() -> assertThat(temp.resolve("repo/locks")).isNotEmptyDirectory());
            LockOwner owner = new LockOwner("test-host", "one");
            assertThatThrownBy(() -> repository.lock(owner, LockMode.EXCLUSIVE))
                    .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.LOCKED))
                    .satisfies(e -> assertThat(e).hasMessageContaining("process " + reading.pid()));
            try (RepositoryLock lock = repository.lock(owner, LockMode.SHARED)) {
                lock.ensureHeld();
            }
        } finally {
            try (OutputStream input = reading.getOutputStream()) {
                input.write('x');
            }
            assertThat(reading.waitFor()).isZero();
        }
    }

    @Test
    void shouldBeRespectedByRestic() {
        restic.run("init");
        try (ObjectStore store = TestRepositories.directory(temp.resolve("repo"));
                OpenRepository repository = Repository.open(store, TestRepositories.PASSWORD, Clock.systemUTC())) {
            try (RepositoryLock lock = repository.lock(new LockOwner("holdfast-node", "one"), LockMode.SHARED)) {
                restic.run("unlock");
                Restic.Result refused = restic.tryRun("prune");
                assertThat(refused.status()).isEqualTo(11);
                assertThat(refused.errors()).contains("holdfast-node by one");
                lock.ensureHeld();
            }
            restic.run("prune");
            try (RepositoryLock lock = repository.lock(new LockOwner("holdfast-node", "one"), LockMode.EXCLUSIVE)) {
                assertThat(restic.tryRun("backup", source.toString()).status()).isEqualTo(11);
                lock.ensureHeld();
            }
        }
    }

    @Test
    void shouldNotTouchARepositoryOfVersionOne() {
        restic.run("init", "--repository-version", "1");
        try (ObjectStore store = TestRepositories.directory(temp.resolve("repo"))) {
            assertThatThrownBy(() -> Repository.open(store, TestRepositories.PASSWORD, Clock.systemUTC()))
                    .asInstanceOf(InstanceOfAssertFactories.type(BackupException.class))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.UNSUPPORTED))
                    .satisfies(e -> assertThat(e).hasMessageContaining("restic migrate upgrade_repo_v2"));
        }
    }

    private static void assertTreesAreKept(IndexedRepository indexed) {
        List<BlobId> trees = new ArrayList<>();
        indexed.index().forEach((id, type, place) -> {
            if (type == BlobType.TREE) {
                trees.add(id);
            }
        });
        assertThat(trees)
                .hasSizeGreaterThan(3)
                .allSatisfy(id -> assertThat(BlobId.of(TreeEncoder.encode(indexed.tree(id))))
                        .isEqualTo(id));
    }

    private void assertContent(IndexedRepository indexed, BlobId root) {
        BlobId tree = root;
        for (Path component : source) {
            tree = node(indexed.tree(tree), component.toString()).subtree().orElseThrow();
        }
        List<TreeNode> nodes = indexed.tree(tree);
        TreeNode text = node(nodes, "text");
        assertThat(text.content().orElseThrow())
                .singleElement()
                .satisfies(id -> assertThat(new String(indexed.load(id, BlobType.DATA), StandardCharsets.UTF_8))
                        .isEqualTo("some text ".repeat(1000)));
        assertThat(text.extendedAttributes()).hasSize(2);
        assertThat(text.inode().device()).isNotZero();
        assertThat(node(nodes, "fifo").type()).isEqualTo(NodeType.FIFO);
        assertThat(node(nodes, "rawlink").linkTarget().bytes()).containsExactly('r', 'a', 'w', 0xff);
        indexed.index()
                .packs()
                .forEach(pack -> assertThat(indexed.packHeader(pack))
                        .allSatisfy(entry -> assertThat(indexed.locate(entry.id(), entry.type()))
                                .hasValueSatisfying(
                                        place -> assertThat(place.offset()).isEqualTo(entry.offset()))));
    }

    private static TreeNode node(List<TreeNode> nodes, String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(FileName.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private void shell(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-ec", script)
                .directory(source.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }
}
