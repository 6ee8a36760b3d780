package io.holdfast.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.compress.CompressionLevel;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.FailingObjectStore;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.TestRepositories;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BlobSaverTest {
    private static final int MIB = 1 << 20;
    private static final SaverOptions SMALL_PACKS = new SaverOptions(CompressionLevel.AUTO, 4 * MIB);

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final OpenRepository repository = TestRepositories.openOrCreate(store);
    private final DataPathLimits limits = TestRepositories.limits();

    @AfterEach
    void close() {
        repository.close();
        assertThat(limits.packs().inUse()).isZero();
    }

    @Test
    void shouldStoreEachBlobOnceHoweverManyThreadsSaveIt() throws Exception {
        Map<BlobId, byte[]> saved = new ConcurrentHashMap<>();
        SavedBytes totals;
        try (BlobSaver saver = BlobSaver.open(repository.index(), limits, SMALL_PACKS);
                TaskGroup group = new TaskGroup(Workers.platformThreads("save"))) {
            for (int t = 0; t < 4; t++) {
                group.fork(() -> {
                    for (int seed = 0; seed < 40; seed++) {
                        byte[] content = content(seed, 300_000);
                        saved.put(saver.save(BlobType.DATA, ByteBuffer.wrap(content)), content);
                        saver.save(BlobType.TREE, ByteBuffer.wrap(content, 0, 100));
                    }
                });
            }
            group.join();
            saver.flush();
            totals = saver.totals();
        }
        assertThat(totals.dataBlobs()).isEqualTo(40);
        assertThat(totals.treeBlobs()).isEqualTo(40);
        assertThat(totals.plainBytes()).isEqualTo(40 * 300_100L);
        IndexedRepository index = repository.index();
        assertThat(index.index().size(BlobType.DATA)).isEqualTo(40);
        saved.forEach((id, content) -> assertThat(index.load(id, BlobType.DATA)).isEqualTo(content));
    }

    @Test
    void shouldStoreNothingThatIsIndexed() {
        IndexedRepository indexed = repository.index();
        save(indexed, 5);
        int objects = objects("data/").size();
        try (BlobSaver saver = BlobSaver.open(repository.index(), limits)) {
            saver.save(BlobType.DATA, ByteBuffer.wrap(content(5, 1000)));
            saver.flush();
            assertThat(saver.totals()).isEqualTo(new SavedBytes(0, 0, 0, 0));
        }
        assertThat(objects("data/")).hasSize(objects);
        assertThat(objects("index/")).hasSize(1);
    }

    /** What is only stored, not indexed, may be lost with this process: other savers must not rely on it. */
    @Test
    void shouldShowOthersOnlyWhatIsIndexed() {
        IndexedRepository shared = repository.index();
        byte[] content = content(1, 1000);
        try (BlobSaver first = BlobSaver.open(shared, limits);
                BlobSaver second = BlobSaver.open(shared, limits)) {
            BlobId id = first.save(BlobType.DATA, ByteBuffer.wrap(content));
            second.save(BlobType.DATA, ByteBuffer.wrap(content));
            assertThat(second.totals().dataBlobs()).isEqualTo(1);
            first.flush();
            assertThat(shared.contains(id, BlobType.DATA)).isTrue();
            second.flush();
            assertThat(repository.index().index().locateAll(id, BlobType.DATA)).hasSize(2);
        }
    }

    @Test
    void shouldGiveABlobLargerThanABufferAPackOfItsOwn() {
        byte[] large = new byte[9 * MIB];
        new Random(4).nextBytes(large);
        BlobId id;
        try (BlobSaver saver = BlobSaver.open(repository.index(), limits, SMALL_PACKS)) {
            id = saver.save(BlobType.TREE, ByteBuffer.wrap(large));
            saver.flush();
        }
        assertThat(repository.index().load(id, BlobType.TREE)).isEqualTo(large);
    }

    @Test
    void shouldPutLittleIntoOneDataAndOneTreePack() {
        try (BlobSaver saver = BlobSaver.open(repository.index(), limits)) {
            for (int seed = 0; seed < 30; seed++) {
                saver.save(BlobType.DATA, ByteBuffer.wrap(content(seed, 1000)));
            }
            saver.save(BlobType.TREE, ByteBuffer.wrap(content(1, 10)));
            saver.flush();
        }
        assertThat(objects("data/")).hasSize(2);
    }

    @Test
    void shouldFailEveryCallAfterAnUploadHasFailed() {
        FailingObjectStore failing = new FailingObjectStore(store);
        try (OpenRepository broken = TestRepositories.openOrCreate(failing);
                BlobSaver saver = BlobSaver.open(broken.index(), limits, SMALL_PACKS)) {
            saver.save(BlobType.DATA, ByteBuffer.wrap(content(1, 1000)));
            failing.failBefore(1, new BackupException(FailureKind.NO_SPACE, "The bucket is full."));
            assertThatThrownBy(saver::flush)
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NO_SPACE))
                    .hasMessageContaining("The bucket is full.");
            assertThatThrownBy(() -> saver.save(BlobType.DATA, ByteBuffer.wrap(content(2, 10))))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.NO_SPACE));
            assertThatThrownBy(saver::flush).isInstanceOf(BackupException.class);
        }
        assertThat(objects("index/")).isEmpty();
    }

    /** A blob whose saving was interrupted may be named by another thread's tree already: nothing of it may be flushed. */
    @Test
    void shouldNotFlushAfterABrokenPromise() throws Exception {
        CountDownLatch stored = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        ObjectStore slow = atPut(stored::await);
        try (OpenRepository repository = Repository.open(slow, TestRepositories.PASSWORD, Clock.systemUTC());
                BlobSaver saver = BlobSaver.open(repository.index(), limits, SMALL_PACKS)) {
            Thread waiter = Thread.ofPlatform().start(() -> end.set(catchThrowable(() -> saveMany(saver))));
            await().until(() -> isWaitingForABuffer(waiter));
            waiter.interrupt();
            waiter.join();
            assertThat(end.get())
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
            stored.countDown();
            assertThatThrownBy(saver::flush)
                    .hasMessageContaining("storing the blob")
                    .hasMessageContaining("was cancelled");
        }
        assertThat(objects("index/")).isEmpty();
    }

    private static boolean isWaitingForABuffer(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(PackBuffers.class.getName()));
    }

    private static void saveMany(BlobSaver saver) {
        for (int seed = 1; seed < 200; seed += 2) {
            saver.save(BlobType.DATA, ByteBuffer.wrap(content(seed, MIB)));
        }
    }

    /** More packs than there are buffers: whoever waits for one must not wait for an upload that has died. */
    @Test
    @Timeout(30)
    void shouldEndWithAnErrorOfAnUpload() {
        DataPathLimits tight = DataPathLimits.of(1, 1, 64 << 20);
        ObjectStore dying = atPut(() -> {
            throw new OutOfMemoryError("no native thread");
        });
        try (OpenRepository broken = Repository.open(dying, TestRepositories.PASSWORD, Clock.systemUTC());
                BlobSaver saver = BlobSaver.open(broken.index(), tight, SMALL_PACKS)) {
            assertThatThrownBy(() -> saveMany(saver))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("no native thread");
            assertThatThrownBy(saver::flush).isInstanceOf(BackupException.class);
        }
    }

    @Test
    void shouldNotFlushAfterAnIndexCouldNotBeWritten() {
        FailingObjectStore failing = new FailingObjectStore(store);
        try (OpenRepository broken = TestRepositories.openOrCreate(failing);
                BlobSaver saver = BlobSaver.open(broken.index(), limits, SMALL_PACKS)) {
            saver.flush();
            saver.save(BlobType.DATA, ByteBuffer.wrap(content(1, 5 * MIB)));
            await().until(() -> !objects("data/").isEmpty());
            failing.failBefore(1, new BackupException(FailureKind.NO_SPACE, "The bucket is full."));
            assertThatThrownBy(saver::flush).isInstanceOf(BackupException.class);
            assertThatThrownBy(saver::flush).isInstanceOf(BackupException.class);
        }
    }

    private interface BeforePut {
        void run() throws InterruptedException;
    }

    /** The store, with something that happens before each put. */
    private ObjectStore atPut(BeforePut before) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("put")) {
                        before.run();
                    }
                    return method.invoke(store, arguments);
                });
    }

    private void save(IndexedRepository indexed, int seed) {
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            saver.save(BlobType.DATA, ByteBuffer.wrap(content(seed, 1000)));
            saver.flush();
        }
    }

    private List<String> objects(String prefix) {
        List<String> keys = new ArrayList<>();
        store.list(prefix, entry -> keys.add(entry.key()));
        return keys;
    }

    /** Half noise, half not, so that some of it shrinks. */
    private static byte[] content(int seed, int length) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        if (seed % 2 == 0) {
            Arrays.fill(content, 0, length / 2, (byte) seed);
        }
        return content;
    }
}
