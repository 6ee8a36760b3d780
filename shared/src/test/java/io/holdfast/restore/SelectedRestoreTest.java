package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.archive.TestArchives;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.FileName;
import io.holdfast.linux.TreeRoot;
import io.holdfast.objectstore.CountingObjectStore;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.pattern.PathPatterns;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.upload.FileKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectedRestoreTest {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    private Path source = Path.of("");
    private Path target = Path.of("");
    private AutoCloseable closing = () -> {};

    @BeforeEach
    void prepare() throws Exception {
        source = Files.createDirectory(folder.resolve("source"));
        target = folder.resolve("target");
    }

    @AfterEach
    void close() throws Exception {
        closing.close();
    }

    /** Each read of a pack is one of the wanted file's blobs, or the tree of a directory on its way. */
    @Test
    void shouldReadNothingButTheFileAndItsWay() throws Exception {
        Random random = new Random(9);
        for (int i = 0; i < 20; i++) {
            Path below = Files.createDirectories(source.resolve("d" + i + "/deep"));
            for (int j = 0; j < 3; j++) {
                write(below.resolve("file" + j), 2 * MEBIBYTE, random);
            }
        }
        CountingObjectStore store = new CountingObjectStore(TestRepositories.directory(folder.resolve("repository")));
        OpenRepository repository = open(store);
        // One file at a time, so that no other one's blobs lie between its own.
        BlobId root = TestArchives.archive(repository, source, DataPathLimits.of(1, 2, 64 << 20))
                .tree();
        assertThat(bytesBelow(folder.resolve("repository/data"))).isGreaterThan(100L * MEBIBYTE);
        store.forgetReads();

        RestoreReport report = restore(repository, root, List.of("/d7/deep/file1"), List.of());

        assertThat(report.files()).isOne();
        assertThat(target.resolve("d7/deep/file1")).hasSameBinaryContentAs(source.resolve("d7/deep/file1"));
        List<CountingObjectStore.Read> reads = store.reads(FileKind.PACK.prefix());
        List<BlobPlace> needed = onTheWay(repository.index(), root, List.of("d7", "deep", "file1"));
        assertThat(reads.stream().mapToInt(CountingObjectStore.Read::length).sum())
                .isEqualTo(needed.stream().mapToInt(BlobPlace::length).sum());
        assertThat(needed).allSatisfy(place -> assertThat(reads).anyMatch(read -> holds(read, place)));
    }

    @Test
    void shouldSayThatNothingMatches() throws Exception {
        Files.writeString(source.resolve("there"), "here");
        OpenRepository repository = open(TestRepositories.directory(folder.resolve("repository")));
        BlobId root = TestArchives.archive(repository, source).tree();
        assertThatThrownBy(() -> restore(repository, root, List.of("/their", "*.doc"), List.of()))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NOT_FOUND))
                .hasMessageContainingAll("\"/their\"", "\"*.doc\"");
        assertThat(target).isEmptyDirectory();
        assertThat(restore(repository, root, List.of(), List.of("there")).files())
                .as("to exclude all is no mistake")
                .isZero();
    }

    @Test
    void shouldLeaveOutWhatIsExcludedOfWhatIsIncluded() throws Exception {
        for (String file : List.of("a/keep", "a/drop.tmp", "a/b/keep", "a/b/drop.tmp", "c/keep")) {
            Path path = source.resolve(file);
            Files.createDirectories(path.resolve(".."));
            Files.writeString(path, file);
        }
        OpenRepository repository = open(TestRepositories.directory(folder.resolve("repository")));
        BlobId root = TestArchives.archive(repository, source).tree();
        assertThat(restore(repository, root, List.of("/a"), List.of("*.tmp")).troubles())
                .isEmpty();
        assertThat(filesBelow(target)).containsExactlyInAnyOrder("a/keep", "a/b/keep");
    }

    /** A mounted file cannot give way to a directory; that is told once, not for each entry that was to go below. */
    @Test
    void shouldTellOnceOfADirectoryThatCannotBeMade() throws Exception {
        for (String file : List.of("a/b/c/wanted", "a/b/wanted", "a/d/wanted", "e/f/wanted")) {
            Path path = source.resolve(file);
            Files.createDirectories(path.resolve(".."));
            Files.writeString(path, file);
        }
        OpenRepository repository = open(TestRepositories.directory(folder.resolve("repository")));
        BlobId root = TestArchives.archive(repository, source).tree();
        Files.createDirectory(target);
        String inTheWay = Files.createFile(target.resolve("a")).toString();
        run("mount", "--bind", inTheWay, inTheWay);
        try {
            RestoreReport report = restore(repository, root, List.of("wanted"), List.of());
            assertThat(report.troubles())
                    .singleElement()
                    .satisfies(trouble -> assertThat(trouble.path()).isEqualTo("a"));
            assertThat(filesBelow(target)).containsExactlyInAnyOrder("a", "e/f/wanted");
        } finally {
            run("umount", inTheWay);
        }
    }

    @Test
    void shouldNameADirectoryThatMayHaveHeldWhatIsWanted() {
        OpenRepository repository = open(TestRepositories.directory(folder.resolve("repository")));
        IndexedRepository indexed = repository.index();
        BlobId root;
        try (BlobSaver saver = BlobSaver.open(indexed, TestRepositories.limits())) {
            TreeBuilder builder = new TreeBuilder(saver.trees());
            for (String name : List.of("gone", "other")) {
                builder.add(TreeNode.builder(FileName.of(name), NodeType.DIRECTORY)
                        .subtree(BlobId.of(new byte[] {1}))
                        .build());
            }
            builder.add(TreeNode.builder(FileName.of("wanted"), NodeType.FILE).build());
            root = builder.save();
            saver.flush();
        }
        RestoreReport report = restore(repository, root, List.of("/gone/wanted", "/wanted"), List.of());
        assertThat(report.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.path()).isEqualTo("gone");
            assertThat(trouble.message()).contains("entries are lost");
        });
        assertThat(filesBelow(target)).containsExactly("wanted");
    }

    private OpenRepository open(ObjectStore store) {
        OpenRepository repository = TestRepositories.openOrCreate(store);
        closing = () -> {
            repository.close();
            store.close();
        };
        return repository;
    }

    private RestoreReport restore(
            OpenRepository repository, BlobId root, List<String> includes, List<String> excludes) {
        RestoreSelection selection =
                RestoreSelection.of(List.of(PathPatterns.of(includes)), List.of(PathPatterns.of(excludes)));
        try (TreeRoot into = TreeRoot.make(target)) {
            return new Restorer(repository.index(), TestRepositories.limits())
                    .restore(root, selection, into, RestoreListener.NONE);
        }
    }

    /** Where the trees of a path's directories lie, the root's among them, and the blobs of the file at its end. */
    private static List<BlobPlace> onTheWay(IndexedRepository indexed, BlobId root, List<String> path) {
        List<BlobPlace> places = new ArrayList<>();
        BlobId tree = root;
        for (String name : path) {
            places.add(indexed.locate(tree, BlobType.TREE).orElseThrow());
            TreeNode node = indexed.tree(tree).stream()
                    .filter(candidate -> candidate.name().equals(FileName.of(name)))
                    .findFirst()
                    .orElseThrow();
            node.content()
                    .orElse(List.of())
                    .forEach(id -> places.add(indexed.locate(id, BlobType.DATA).orElseThrow()));
            tree = node.subtree().orElse(tree);
        }
        return places;
    }

    private static boolean holds(CountingObjectStore.Read read, BlobPlace place) {
        return read.key().equals(FileKind.PACK.key(place.pack()))
                && read.offset() <= place.offset()
                && place.offset() + place.length() <= read.offset() + read.length();
    }

    private static void write(Path file, int size, Random random) throws Exception {
        byte[] content = new byte[size];
        random.nextBytes(content);
        Files.write(file, content);
    }

    private static long bytesBelow(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static List<String> filesBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted(Comparator.naturalOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as("%s, for which these tests have to run as root", String.join(" ", command))
                .isZero();
    }
}
