package io.holdfast.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskGroupTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWaitForAllAndYieldTheirResults(boolean virtual) throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (TaskGroup group = new TaskGroup(threads(virtual))) {
            Future<Integer> first = group.call(done::incrementAndGet);
            group.fork(() -> group.fork(() -> done.incrementAndGet()));
            group.join();
            assertThat(first.get()).isPositive();
        }
        assertThat(done.get()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldInterruptTheOthersAndRethrowTheFirstFailure(boolean virtual) throws Exception {
        BackupException broken = new BackupException(FailureKind.CORRUPT, "pack 1a is damaged");
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch waiting = new CountDownLatch(1);
        try (TaskGroup group = new TaskGroup(threads(virtual))) {
            group.fork(() -> {
                try {
                    waiting.countDown();
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.set(true);
                    throw e;
                }
            });
            group.fork(() -> {
                waiting.await();
                throw broken;
            });
            assertThatThrownBy(group::join).isSameAs(broken);
            assertThat(group.call(() -> "never").isCancelled()).isTrue();
        }
        assertThat(interrupted).isTrue();
        assertThat(broken.getSuppressed()).as("being cancelled is no failure").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWrapACheckedFailure(boolean virtual) {
        try (TaskGroup group = new TaskGroup(threads(virtual))) {
            group.fork(() -> {
                throw new IOException("unplugged");
            });
            assertThatThrownBy(group::join)
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("unplugged")
                    .hasCauseInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndItsTasksWhenItIsClosedEarly(boolean virtual) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean ended = new AtomicBoolean();
        try (TaskGroup group = new TaskGroup(threads(virtual))) {
            group.fork(() -> {
                try {
                    started.countDown();
                    new CountDownLatch(1).await();
                } finally {
                    ended.set(true);
                }
            });
            started.await();
        }
        assertThat(ended).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldCancelItsTasksWhenTheJoinIsInterrupted(boolean virtual) throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        try (TaskGroup group = new TaskGroup(threads(virtual))) {
            Thread owner = Thread.currentThread();
            group.fork(() -> {
                try {
                    owner.interrupt();
                    new CountDownLatch(1).await();
                } finally {
                    ended.set(true);
                }
            });
            assertThatThrownBy(group::join).isInstanceOf(InterruptedException.class);
        }
        assertThat(ended).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayThatItWasCancelled(boolean virtual) {
        try (TaskGroup group = new TaskGroup(threads(virtual))) {
            group.cancel();
            assertThatThrownBy(group::join)
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldRunNoMoreThanAtMost(boolean virtual) throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (TaskGroup group = new TaskGroup(threads(virtual))) {
            for (int i = 0; i < 100; i++) {
                group.forkWithin(3, () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(10_000);
                    running.decrementAndGet();
                });
            }
            group.join();
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    /** Proves that nobody waits for room in a group that has failed: without that, the loop would never end. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNotWaitForRoomOnceItFailed(boolean virtual) throws Exception {
        BackupException broken = new BackupException(FailureKind.CORRUPT, "index 1a is damaged");
        try (TaskGroup group = new TaskGroup(threads(virtual))) {
            for (int i = 0; i < 50; i++) {
                group.forkWithin(2, () -> {
                    throw broken;
                });
            }
            assertThatThrownBy(group::join).isSameAs(broken);
        }
    }

    private static ThreadFactory threads(boolean virtual) {
        return virtual ? Workers.virtualThreads("task") : Workers.platformThreads("task");
    }
}
