package io.holdfast.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.CallsTold;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.upload.FileKind;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepositoryLockTest {
    private static final LockTimes QUICK = new LockTimes(
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(5),
            Duration.ofSeconds(60),
            Duration.ofMinutes(30),
            Duration.ofMillis(5));
    static final LockTimes IDLE = new LockTimes(
            Duration.ofMillis(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(30),
            Duration.ofMillis(5));
    private static final LockOwner NODE = new LockOwner("holdfast-node", "second");

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final OpenRepository repository = TestRepositories.openOrCreate(store);

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void shouldLetManyShareAndOneExclude() {
        LockOwner other = new LockOwner("other-node", "x");
        try (RepositoryLock first = repository.lock(NODE, LockMode.SHARED, IDLE);
                RepositoryLock second = repository.lock(other, LockMode.SHARED, IDLE)) {
            first.ensureHeld();
            second.ensureHeld();
            assertFails(FailureKind.LOCKED, () -> repository.lock(other, LockMode.EXCLUSIVE, IDLE))
                    .hasMessageMatching("The repository is locked by (second on holdfast-node|x on other-node) .*");
            assertThat(locks()).hasSize(2);
        }
        assertThat(locks()).isEmpty();
        try (RepositoryLock alone = repository.lock(other, LockMode.EXCLUSIVE, IDLE)) {
            alone.ensureHeld();
            assertFails(FailureKind.LOCKED, () -> repository.lock(NODE, LockMode.SHARED, IDLE))
                    .hasMessageContainingAll("exclusively", "x on other-node", "restic unlock");
        }
    }

    @Test
    void shouldRenewWithoutEverBeingAbsent() {
        try (RepositoryLock lock = repository.lock(NODE, LockMode.SHARED, QUICK)) {
            List<String> first = locks();
            await().until(() -> {
                List<String> now = locks();
                assertThat(now).isNotEmpty();
                return !now.equals(first);
            });
            lock.ensureHeld();
        }
        assertThat(locks()).isEmpty();
    }

    /** Without the look for the old file, the renewal would bring back a lock that was taken away. */
    @Test
    void shouldNoticeThatItWasRemoved() {
        try (RepositoryLock lock = repository.lock(NODE, LockMode.SHARED, QUICK)) {
            await().untilAsserted(() -> {
                locks().forEach(store::delete);
                assertFails(FailureKind.LEASE_LOST, lock::ensureHeld).hasMessageContaining("removed");
            });
            assertThat(locks()).isEmpty();
        }
    }

    /** Whoever has removed the old file may hold an exclusive lock by the time that the new one is there. */
    @Test
    void shouldNoticeThatItWasRemovedWhileItWasRenewed() {
        AtomicInteger made = new AtomicInteger();
        ObjectStore racing = storeWith((method, key) -> {
            if (method.equals("put") && key.startsWith("locks/") && made.getAndIncrement() > 0) {
                locks().forEach(store::delete);
            }
        });
        try (OpenRepository opened = open(racing);
                RepositoryLock lock = opened.lock(NODE, LockMode.SHARED, QUICK)) {
            await().untilAsserted(() ->
                    assertFails(FailureKind.LEASE_LOST, lock::ensureHeld).hasMessageContaining("removed"));
            assertThat(made).hasValue(2);
        }
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldGiveUpWhenNotRenewedInTime() {
        LockTimes expired = new LockTimes(
                Duration.ofMillis(1),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofMinutes(30),
                Duration.ZERO);
        try (RepositoryLock lock = repository.lock(NODE, LockMode.SHARED, expired)) {
            assertFails(FailureKind.LEASE_LOST, lock::ensureHeld).hasMessageContaining("in time");
        }
    }

    @Test
    void shouldNotBeHeldAfterItsEnd() {
        RepositoryLock lock = repository.lock(NODE, LockMode.SHARED, IDLE);
        lock.close();
        assertFails(FailureKind.LEASE_LOST, lock::ensureHeld);
    }

    /** Proves that the lock is removed by its own thread: a store refuses the one whose task was cancelled. */
    @Test
    void shouldBeRemovedByACancelledTaskToo() {
        RepositoryLock lock = repository.lock(NODE, LockMode.SHARED, IDLE);
        Thread.currentThread().interrupt();
        lock.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldBeRemovedWhenItsTaskIsCancelledBeforeItIsHeld() throws Exception {
        LockTimes slow = new LockTimes(
                Duration.ofMinutes(5), IDLE.refresh(), IDLE.retry(), IDLE.lost(), IDLE.stale(), IDLE.again());
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread task = Thread.startVirtualThread(
                () -> end.set(catchThrowable(() -> repository.lock(NODE, LockMode.SHARED, slow))));
        await().until(() -> !locks().isEmpty());
        task.interrupt();
        task.join();
        assertThat(end.get())
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldClearWhatADeadPredecessorLeftAndNothingElse() {
        Instant now = Instant.now();
        LockFiles files = new LockFiles(repository.files());
        FileId _ = files.create(new LockFile(now, true, "holdfast-node", "first", 1), _ -> {});
        FileId _ = files.create(new LockFile(now.minus(Duration.ofDays(1)), false, "other", "first", 1), _ -> {});
        try (RepositoryLock lock = repository.lock(NODE, LockMode.SHARED, IDLE)) {
            lock.ensureHeld();
            assertThat(files.all().values())
                    .extracting(LockFile::hostname)
                    .containsExactlyInAnyOrder("holdfast-node", "other");
        }
    }

    /** A process that merely has another name space of processes is not dead. */
    @Test
    void shouldClearAPersonsLockOnlyIfItIsStaleAndWithoutProcess() {
        LockFiles files = new LockFiles(repository.files());
        Instant now = Instant.now();
        Instant yesterday = now.minus(Duration.ofDays(1));
        long dead = Long.MAX_VALUE >> 32;
        long alive = ProcessHandle.current().pid();
        FileId _ = files.create(new LockFile(now, false, "laptop", "ann", dead), _ -> {});
        FileId _ = files.create(new LockFile(yesterday, false, "laptop", "bob", alive), _ -> {});
        FileId _ = files.create(new LockFile(yesterday, false, "laptop", "cid", dead), _ -> {});
        try (RepositoryLock lock = repository.lock(LockOwner.ofProcess("laptop", "ann"), LockMode.SHARED, IDLE)) {
            lock.ensureHeld();
            assertThat(files.all().values())
                    .extracting(LockFile::username)
                    .containsExactlyInAnyOrder("ann", "ann", "bob");
        }
    }

    @Test
    void shouldNameALockThatCannotBeRead() {
        repository.lock(NODE, LockMode.SHARED, IDLE).close();
        String broken = "locks/" + "ab".repeat(32);
        store.put(broken, ObjectContent.of("garbage"));
        assertFails(FailureKind.CORRUPT, () -> repository.lock(NODE, LockMode.SHARED, IDLE))
                .hasMessageContainingAll("abab", "restic unlock --remove-all");
        store.put(broken, ObjectContent.of(""));
        repository.lock(NODE, LockMode.EXCLUSIVE, IDLE).close();
    }

    /** What a renewal has left behind would exclude others until it is stale. */
    @Test
    void shouldDeleteLaterWhatARenewalCouldNot() {
        AtomicInteger refused = new AtomicInteger();
        ObjectStore forgetful = storeWith((method, _) -> {
            if (method.equals("delete") && refused.getAndIncrement() == 0) {
                throw new BackupException(FailureKind.ACCESS_DENIED, "not now");
            }
        });
        try (OpenRepository repository = open(forgetful);
                RepositoryLock lock = repository.lock(NODE, LockMode.SHARED, QUICK)) {
            await().until(() -> refused.get() > 4);
            lock.ensureHeld();
        }
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldBeGivenBackWhateverEndsItsTaking() {
        ObjectStore broken = storeWith((method, key) -> {
            if (method.equals("list") && key.startsWith("locks/") && !locks().isEmpty()) {
                throw new IllegalStateException("a defect");
            }
        });
        try (OpenRepository repository = open(broken)) {
            assertThatThrownBy(() -> repository.lock(NODE, LockMode.SHARED, IDLE))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(locks()).isEmpty();
    }

    /** A store gives up the call of an interrupted task, and what it was about to put may arrive all the same. */
    @Test
    void shouldLeaveNothingWhenCancelledWhileItIsBeingCreated() throws Exception {
        CompletableFuture<Thread> task = new CompletableFuture<>();
        ObjectStore slow = storeWith((method, key) -> {
            if (method.equals("put") && key.startsWith("locks/")) {
                task.join().interrupt();
                if (Thread.interrupted()) {
                    store.put(key, ObjectContent.of("arrived"));
                    throw new BackupException(FailureKind.CANCELLED, "cancelled");
                }
            }
        });
        AtomicReference<Throwable> end = new AtomicReference<>();
        try (OpenRepository repository = open(slow)) {
            Thread started = Thread.startVirtualThread(
                    () -> end.set(catchThrowable(() -> repository.lock(NODE, LockMode.SHARED, IDLE))));
            task.complete(started);
            started.join();
        }
        assertThat(end.get())
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldPutNeitherIndexNorSnapshotUnderALockThatIsLost() {
        RepositoryLock lost = TestRepositories.lostLock(repository);
        OpenRepository under = repository.under(lost);
        Snapshot snapshot =
                Snapshot.of(Instant.EPOCH, BlobId.of(new byte[] {1}), List.of("/x"), "here", "us", List.of());
        assertFails(FailureKind.LEASE_LOST, () -> under.saveSnapshot(snapshot));
        try (BlobSaver saver = BlobSaver.open(under.index(), TestRepositories.limits())) {
            BlobId _ = saver.save(BlobType.DATA, ByteBuffer.wrap(new byte[] {2}));
            assertFails(FailureKind.LEASE_LOST, saver::flush);
        }
        assertThat(repository.files().list(FileKind.PACK)).hasSize(1);
        assertThat(repository.files().list(FileKind.SNAPSHOT)).isEmpty();
        assertThat(repository.files().list(FileKind.INDEX)).isEmpty();
        lost.close();
        try (RepositoryLock held = repository.lock(NODE, LockMode.SHARED, IDLE)) {
            FileId _ = repository.under(held).saveSnapshot(snapshot);
        }
        assertThat(repository.files().list(FileKind.SNAPSHOT)).hasSize(1);
    }

    private ObjectStore storeWith(CallsTold.BeforeCall before) {
        return CallsTold.of(store, before);
    }

    private static OpenRepository open(ObjectStore store) {
        return Repository.open(store, TestRepositories.PASSWORD, Clock.systemUTC());
    }

    private List<String> locks() {
        List<String> keys = new ArrayList<>();
        store.list("locks/", entry -> keys.add(entry.key()));
        return keys;
    }

    private static AbstractThrowableAssert<?, ?> assertFails(FailureKind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
