package io.holdfast.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.blob.BlobId;
import io.holdfast.check.CheckListener;
import io.holdfast.check.CheckReport;
import io.holdfast.check.RepositoryChecker;
import io.holdfast.concurrent.Workers;
import io.holdfast.foreign.DataMaps;
import io.holdfast.foreign.SampleTree;
import io.holdfast.foreign.TreeFacts;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
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

    private final OwnRepository repository = new OwnRepository();

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
        BlobId tree = repository.backUp(source);
        Path target = folder.resolve("target");
        assertThat(repository.restore(tree, target).troubles()).isEmpty();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));
        assertThat(DataMaps.of(target)).isEqualTo(DataMaps.withoutZeros(source));
        CheckReport report =
                new RepositoryChecker(repository.repository, repository.limits).check(true, CheckListener.NONE);
        assertThat(report.errors()).isEmpty();
        assertThat(report.hints())
                .as("what no snapshot needs, as none was saved")
                .hasSize(1);
    }

    /** restic makes separate links and devices of them. FIFOs are kept apart by the format, which does not count their names. */
    @Test
    void shouldLinkAgainWhatIsNoFile() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        try (OpenDirectory root = OpenDirectory.open(source)) {
            root.writer().createDirectory(FileName.of("below"), PERMISSIONS);
            root.writer().createSymlink(FileName.of("symlink"), new byte[] {'x'});
            root.writer().createNode(FileName.of("character"), 0x2000 | 0600, 1 << 8 | 3);
            root.writer().createNode(FileName.of("block"), 0x6000 | 0600, 7 << 8);
            try (OpenDirectory below = root.openDirectory(FileName.of("below"))) {
                for (String name : List.of("symlink", "character", "block")) {
                    below.writer().createHardLink(root, FileName.of(name), FileName.of(name));
                    root.writer().createHardLink(root, FileName.of(name), FileName.of("third " + name));
                }
            }
        }
        Path target = folder.resolve("target");
        assertThat(repository.restore(repository.backUp(source), target).troubles())
                .isEmpty();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));
        assertThat(repository.restore(repository.backUp(source), target).troubles())
                .as("over what is there")
                .isEmpty();
        assertThat(TreeFacts.of(target)).isEqualTo(TreeFacts.of(source));
    }

    /** Far below any stack's depth and any path's length; each level is a tree of its own. */
    @Test
    void shouldRestoreADirectoryFiveThousandLevelsDeep() throws Exception {
        BlobId tree = repository.save(builder -> {
            BlobId below = builder.save();
            for (int i = 0; i < 5_000; i++) {
                builder.add(directory("a directory of some length", below));
                below = builder.save();
            }
            return below;
        });
        Path target = folder.resolve("deep");
        RestoreReport report = repository.restore(tree, target);
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
        BlobId tree = repository.save(builder -> {
            builder.add(TreeNode.builder(FileName.of("sparse"), NodeType.FILE)
                    .mode(0600)
                    .size(size)
                    .content(Collections.nCopies(chunks, zeros))
                    .build());
            return builder.save();
        });
        Path target = folder.resolve("sparse");
        assertThat(repository.restore(tree, target).bytes()).isEqualTo(size);
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
        BlobId tree = repository.backUp(source);
        Path target = folder.resolve("target");
        repository.limits.files().resize(1);
        Set<Thread> held = ConcurrentHashMap.newKeySet();
        CountDownLatch released = new CountDownLatch(1);
        Thread restoring = Workers.platformThreads("test")
                .newThread(() -> repository.restore(tree, target, new RestoreListener() {
                    @Override
                    public void bytesRestored(long bytes) {
                        held.add(Thread.currentThread());
                        awaitRelease(released);
                    }
                }));
        restoring.start();
        await().until(() -> held.size() == 1);
        await().during(Duration.ofMillis(200)).until(() -> held.size() == 1);
        repository.limits.files().resize(3);
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
