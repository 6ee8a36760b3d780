package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.DeepTree;
import io.holdfast.linux.FileName;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.OpenFile;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.task.TroubleCounts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the files, the limits and the thread while an archiver is at work. */
class ArchiverUnderWayTest {
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

    /** Acts each time that bytes have been saved, on the thread that has saved them. */
    private static ArchiveListener onAdvance(Runnable action) {
        return new ArchiveListener() {
            @Override
            public void advanced(long bytes) {
                action.run();
            }
        };
    }

    @Test
    void shouldReadAgainWhatChangedWhileItWasRead() throws Exception {
        Path file = root.resolve("file");
        Files.write(file, new byte[] {1, 2, 3});
        AtomicBoolean changed = new AtomicBoolean();
        ArchivedTree tree = archive(onAdvance(() -> {
            if (changed.compareAndSet(false, true)) {
                write(file, new byte[] {4, 5, 6, 7});
            }
        }));
        assertThat(tree.troubles()).isEmpty();
        TreeNode node = fixture.node(tree.tree(), "file");
        assertThat(node.size()).isEqualTo(4);
        assertThat(fixture.content(node)).containsExactly(4, 5, 6, 7);
    }

    @Test
    void shouldTellWhatNeverComesToRestAndKeepIt() throws Exception {
        Path file = root.resolve("file");
        write(file, random(4 << 20));
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch writing = new CountDownLatch(1);
        Thread writer = Workers.platformThreads("writer").newThread(() -> {
            for (int i = 0; !ended.get(); i++) {
                overwrite(file, i);
                writing.countDown();
            }
        });
        writer.start();
        writing.await();
        ArchivedTree tree = archive(ArchiveListener.SILENT);
        ended.set(true);
        writer.join();
        assertThat(tree.troubles().getFirst().path()).isEqualTo("file");
        assertThat(tree.troubles().getFirst().kind()).isEqualTo(FailureKind.CHANGED);
        assertThat(tree.source().counts()).isEqualTo(new TroubleCounts(1, 0, 0));
        assertThat(tree.troubles().getFirst().message()).startsWith("it changed while it was read, 3 times in a row");
        assertThat(fixture.content(fixture.node(tree.tree(), "file"))).hasSize(4 << 20);
    }

    @Test
    void shouldObeyANewLimitOnFilesWhileItRuns() throws Exception {
        for (int i = 0; i < 20; i++) {
            write(root.resolve("file-" + i), random(1000 + i));
        }
        fixture.limits.files().resize(1);
        Set<Thread> held = ConcurrentHashMap.newKeySet();
        CountDownLatch released = new CountDownLatch(1);
        Thread archiving = Workers.platformThreads("test").newThread(() -> {
            var _ = archive(onAdvance(() -> {
                held.add(Thread.currentThread());
                awaitRelease(released);
            }));
        });
        archiving.start();
        await().until(() -> held.size() == 1);
        await().during(Duration.ofMillis(200)).until(() -> held.size() == 1);
        fixture.limits.files().resize(3);
        await().until(() -> held.size() == 3);
        await().during(Duration.ofMillis(200)).until(() -> held.size() == 3);
        released.countDown();
        archiving.join();
    }

    @Test
    void shouldCallMoreHelpersWhenThereAreMoreThreads() throws Exception {
        write(root.resolve("large"), random(48 << 20));
        fixture.limits.threads().resize(1);
        CountDownLatch three = new CountDownLatch(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var _ = archive(onAdvance(() -> {
            if (threads.isEmpty()) {
                fixture.limits.threads().resize(3);
                threads.add(Thread.currentThread());
                three.countDown();
                return;
            }
            if (threads.add(Thread.currentThread())) {
                three.countDown();
            }
            awaitRelease(three);
        }));
        assertThat(threads).hasSize(3);
    }

    @Test
    void shouldReadLargeFilesOnSeveralThreads() throws Exception {
        write(root.resolve("large"), random(48 << 20));
        CountDownLatch two = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        ArchivedTree tree = archive(onAdvance(() -> {
            if (threads.add(Thread.currentThread())) {
                two.countDown();
            }
            awaitRelease(two);
        }));
        assertThat(threads).hasSize(2);
        assertThat(fixture.content(fixture.node(tree.tree(), "large"))).isEqualTo(random(48 << 20));
    }

    @Test
    void shouldEndSoonAfterAnInterrupt() throws Exception {
        try (OpenDirectory directory = OpenDirectory.open(root);
                OpenFile file = directory.writer().createFile(FileName.of("hole"), 0600)) {
            file.truncate(3L << 40);
        }
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread archiving = Workers.platformThreads("test").newThread(() -> {
            try {
                var _ = archive(onAdvance(started::countDown));
            } catch (BackupException e) {
                failure.set(e);
            }
        });
        archiving.start();
        started.await();
        archiving.interrupt();
        assertThat(archiving.join(Duration.ofSeconds(5)))
                .as("ended within seconds")
                .isTrue();
        assertThat(failure.get())
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
        assertThat(fixture.limits.files().inUse()).isZero();
        assertThat(fixture.limits.memory().inUse()).isZero();
    }

    /** Proves that what was only waiting is given back as well: an agent lives on after a cancelled task. */
    @Test
    void shouldWaitForAFilePermitAndStopWaitingWhenInterrupted() throws Exception {
        for (int i = 0; i < 300; i++) {
            Path directory = Files.createDirectory(root.resolve("directory-" + i));
            write(directory.resolve("file"), random(10));
        }
        long before = openDescriptors();
        fixture.limits.files().resize(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Permit _ = fixture.limits.files().acquire()) {
            Thread archiving = Workers.platformThreads("test").newThread(() -> {
                try {
                    var _ = archive(ArchiveListener.SILENT);
                } catch (BackupException e) {
                    failure.set(e);
                }
            });
            archiving.start();
            await().until(() -> openDescriptors() > before + 200);
            archiving.interrupt();
            assertThat(archiving.join(Duration.ofSeconds(5))).isTrue();
        }
        assertThat(failure.get()).hasMessageContaining("cancelled");
        assertThat(openDescriptors()).isLessThan(before + 20);
    }

    @Test
    void shouldRefuseAHoleThatNoTreeCanList() throws Exception {
        try (OpenDirectory directory = OpenDirectory.open(root);
                OpenFile file = directory.writer().createFile(FileName.of("hole"), 0600)) {
            file.truncate(15L << 40);
        }
        ArchivedTree tree = archive(ArchiveListener.SILENT);
        assertThat(tree.troubles().getFirst().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(fixture.nodes(tree.tree())).isEmpty();
    }

    @Test
    void shouldArchiveFarDeeperThanAPathCanName() throws Exception {
        int depth = 1000;
        try (DeepTree _ = DeepTree.create(root, depth)) {
            ArchivedTree tree = archive(ArchiveListener.SILENT);
            assertThat(tree.troubles()).isEmpty();
            assertThat(tree.totals().filesNew()).isEqualTo(depth);
            assertThat(tree.totals().dirsNew()).isEqualTo(depth);
        }
    }

    private ArchivedTree archive(ArchiveListener listener) {
        return fixture.archive(root, listener);
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static void awaitRelease(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void overwrite(Path file, int value) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {(byte) value}), 1000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
