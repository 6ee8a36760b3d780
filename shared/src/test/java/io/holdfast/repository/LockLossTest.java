package io.holdfast.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.CallsTold;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a lock is not held although its holder has done nothing wrong, and what is left of one that was never held. */
class LockLossTest {
    private static final LockOwner NODE = new LockOwner("holdfast-node", "second");

    private final MemoryObjectStore store = new MemoryObjectStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T00:00:00Z"));
    private final OpenRepository repository = TestRepositories.openOrCreate(store);

    @AfterEach
    void close() {
        repository.close();
    }

    /** The machine's other clock stands still meanwhile, and others call the lock stale by theirs. */
    @Test
    void shouldNotBeHeldAfterTheMachineWasSuspended() {
        try (OpenRepository opened = open(store);
                RepositoryLock lock = opened.lock(NODE, LockMode.SHARED)) {
            lock.ensureHeld();
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(21)));
            assertThatThrownBy(lock::ensureHeld)
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.LEASE_LOST))
                    .hasMessageContaining("suspended");
        }
        assertThat(locks()).isEmpty();
    }

    /** A pause of five minutes has passed by others' clocks while the machine's stood still. */
    @Test
    void shouldBeRenewedSoonAfterAShortSuspension() {
        try (OpenRepository opened = open(store);
                RepositoryLock lock = opened.lock(NODE, LockMode.SHARED)) {
            List<String> before = locks();
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(6)));
            await().until(() -> !locks().isEmpty() && !locks().equals(before));
            lock.ensureHeld();
        }
        assertThat(locks()).isEmpty();
    }

    /** It may have arrived; then it is removed with those that are known, and the lock is held by the old one. */
    @Test
    void shouldRemoveARenewalOfWhichNobodyHeardThatItIsThere() {
        AtomicInteger puts = new AtomicInteger();
        ObjectStore mute = CallsTold.of(store, (method, key) -> {
            if (method.equals("put") && key.startsWith("locks/") && puts.getAndIncrement() == 1) {
                store.put(key, ObjectContent.of("has arrived"));
                throw new BackupException(FailureKind.UNAVAILABLE, "no answer");
            }
        });
        try (OpenRepository opened = open(mute);
                RepositoryLock lock = opened.lock(NODE, LockMode.SHARED)) {
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(6)));
            await().until(() -> puts.get() == 2);
            lock.ensureHeld();
        }
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldRemoveALockOfWhichNobodyHeardThatItIsThere() {
        ObjectStore mute = CallsTold.of(store, (method, key) -> {
            if (method.equals("put") && key.startsWith("locks/")) {
                store.put(key, ObjectContent.of("has arrived"));
                throw new BackupException(FailureKind.UNAVAILABLE, "no answer");
            }
        });
        try (OpenRepository opened = open(mute)) {
            assertThatThrownBy(() -> opened.lock(NODE, LockMode.SHARED)).hasMessage("no answer");
        }
        assertThat(locks()).isEmpty();
    }

    /** Nor may whoever waits for the lock wait for ever, as nothing interrupts him. */
    @Test
    void shouldTellOfAnErrorAlthoughCleaningUpEndsInOneToo() {
        ObjectStore broken = CallsTold.of(store, (method, key) -> {
            if ((method.equals("put") || method.equals("delete")) && key.startsWith("locks/")) {
                throw new OutOfMemoryError(method);
            }
        });
        try (OpenRepository opened = open(broken)) {
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThatThrownBy(() -> opened.lock(NODE, LockMode.SHARED))
                            .isInstanceOf(OutOfMemoryError.class)
                            .hasMessage("put"));
        }
    }

    @Test
    void shouldBeRemovedAlthoughARenewalEndedInAnError() {
        AtomicInteger errors = new AtomicInteger();
        ObjectStore lackingMemory = CallsTold.of(store, (method, key) -> {
            if (method.equals("stat") && key.startsWith("locks/") && errors.getAndIncrement() == 0) {
                throw new OutOfMemoryError("it passes");
            }
        });
        try (OpenRepository opened = open(lackingMemory);
                RepositoryLock lock = opened.lock(NODE, LockMode.SHARED)) {
            now.updateAndGet(time -> time.plus(Duration.ofMinutes(6)));
            await().until(() -> errors.get() > 0);
            lock.ensureHeld();
        }
        assertThat(locks()).isEmpty();
    }

    private OpenRepository open(ObjectStore through) {
        InstantSource clock = now::get;
        return Repository.open(through, TestRepositories.PASSWORD, clock.withZone(ZoneOffset.UTC));
    }

    private List<String> locks() {
        List<String> keys = new ArrayList<>();
        store.list("locks/", entry -> keys.add(entry.key()));
        return keys;
    }
}
