package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.archive.ArchiveListener;
import io.holdfast.archive.ArchiveRequest;
import io.holdfast.archive.ArchivedTree;
import io.holdfast.archive.Archiver;
import io.holdfast.archive.BlobSaver;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.check.CheckListener;
import io.holdfast.check.CheckReport;
import io.holdfast.check.RepositoryChecker;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.Workers;
import io.holdfast.foreign.SampleTree;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.scan.AccountNames;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeBuilder;
import io.holdfast.snapshot.TreeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our own archiver and trees hold comes back. */
class OwnArchiveTest {
    private static final int PERMISSIONS = 0755;

    private final DataPathLimits limits = TestRepositories.limits();
    private final OpenRepository repository = TestRepositories.openOrCreate(new MemoryObjectStore());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void shouldBringBackWhatWeBackedUp() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        SampleTree.fill(source);
        ArchivedTree archived = archive(source);
        Path target = folder.resolve("target");
        assertThat(restore(archived.tree(), target).troubles()).isEmpty();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));
        CheckReport report = new RepositoryChecker(repository, limits).check(true, CheckListener.NONE);
        assertThat(report.errors()).isEmpty();
        assertThat(report.hints())
                .as("what no snapshot needs, as none was saved")
                .hasSize(1);
    }

    /** Far below any stack's depth and any path's length; each level is a tree of its own. */
    @Test
    void shouldRestoreADirectoryFiveThousandLevelsDeep() throws Exception {
        IndexedRepository indexed = repository.index();
        BlobId tree;
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            TreeBuilder builder = new TreeBuilder(bytes -> saver.save(BlobType.TREE, bytes));
            tree = builder.save();
            for (int i = 0; i < 5_000; i++) {
                builder.add(directory("a directory of some length", tree));
                tree = builder.save();
            }
            saver.flush();
        }
        Path target = folder.resolve("deep");
        RestoreReport report = restore(tree, target);
        assertThat(report.troubles()).isEmpty();
        assertThat(report.entries()).isEqualTo(5_000);
        removeDeep(target);
    }

    /** Proves that zero chunks are neither stored, fetched nor written: the repository holds no data at all. */
    @Test
    void shouldRestoreFiftyGibibytesOfZerosAsAHole() throws Exception {
        int chunks = 100 << 10;
        long size = (long) chunks * ZeroChunk.LENGTH;
        BlobId zeros = BlobId.of(new byte[ZeroChunk.LENGTH]);
        IndexedRepository indexed = repository.index();
        BlobId tree;
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            TreeBuilder builder = new TreeBuilder(bytes -> saver.save(BlobType.TREE, bytes));
            builder.add(TreeNode.builder(FileName.of("sparse"), NodeType.FILE)
                    .mode(0600)
                    .size(size)
                    .content(Collections.nCopies(chunks, zeros))
                    .build());
            tree = builder.save();
            saver.flush();
        }
        Path target = folder.resolve("sparse");
        assertThat(restore(tree, target).bytes()).isEqualTo(size);
        try (OpenDirectory directory = OpenDirectory.open(target)) {
            var status = directory.status(FileName.of("sparse"));
            assertThat(status.size()).isEqualTo(size);
            assertThat(status.blocks()).isZero();
        }
    }

    @Test
    void shouldObeyANewLimitOnFilesWhileItRuns() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        for (int i = 0; i < 6; i++) {
            byte[] content = new byte[8 << 20];
            new Random(i).nextBytes(content);
            Files.write(source.resolve("file-" + i), content);
        }
        BlobId tree = archive(source).tree();
        Path target = folder.resolve("target");
        limits.files().resize(1);
        Set<Thread> held = ConcurrentHashMap.newKeySet();
        CountDownLatch released = new CountDownLatch(1);
        Thread restoring = Workers.platformThreads("test")
                .newThread(() -> new Restorer(repository.index(), limits).restore(tree, target, new RestoreListener() {
                    @Override
                    public void bytesRestored(long bytes) {
                        held.add(Thread.currentThread());
                        awaitRelease(released);
                    }
                }));
        restoring.start();
        await().until(() -> held.size() == 1);
        await().during(Duration.ofMillis(200)).until(() -> held.size() == 1);
        limits.files().resize(3);
        await().until(() -> held.size() == 3);
        await().during(Duration.ofMillis(200)).until(() -> held.size() == 3);
        released.countDown();
        restoring.join();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));
    }

    private static void awaitRelease(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private RestoreReport restore(BlobId tree, Path target) {
        return new Restorer(repository.index(), limits).restore(tree, target, RestoreListener.NONE);
    }

    private ArchivedTree archive(Path source) {
        IndexedRepository indexed = repository.index();
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            ArchivedTree archived = new Archiver(AccountNames.ofThisMachine())
                    .archive(
                            ArchiveRequest.of(source, Optional.empty()),
                            indexed,
                            saver,
                            limits,
                            ArchiveListener.SILENT);
            saver.flush();
            return archived;
        }
    }

    private static TreeNode directory(String name, BlobId subtree) {
        return TreeNode.builder(FileName.of(name), NodeType.DIRECTORY)
                .mode(PERMISSIONS | 1 << 31)
                .subtree(subtree)
                .build();
    }

    /** No path is long enough for JUnit to remove it. */
    private static void removeDeep(Path directory) throws Exception {
        Process removal =
                new ProcessBuilder("rm", "-r", directory.toString()).inheritIO().start();
        assertThat(removal.waitFor()).isZero();
    }
}
