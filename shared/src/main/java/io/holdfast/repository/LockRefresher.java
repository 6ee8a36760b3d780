package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews one lock: a new file is created, then the old one removed, as restic does. A renewal that finds the old file gone
 * means that somebody took the lock away, and ends it for good. The lock is removed by the thread that renewed it, which
 * nobody interrupts: whoever gives it back may have been, and would leave a file behind that is in others' way.
 */
final class LockRefresher {
    private static final Logger LOG = LoggerFactory.getLogger(LockRefresher.class);

    /** How late at most a pause is noticed to be over whose time passed while the machine was suspended. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private final LockFiles files;
    private final LockTimes times;
    private final InstantSource clock;
    private final Thread thread = Workers.virtualThreads("lock-refresh").newThread(this::run);
    private final ReentrantLock guard = new ReentrantLock();
    private final Condition closing = guard.newCondition();
    /** Files of earlier renewals that could not be deleted yet; the renewing thread's alone. */
    private final Set<FileId> outdated = new LinkedHashSet<>();

    private LockFile lock;
    private FileId id;
    private long confirmed;
    private boolean closed;
    /** Why it is held no more although it is not closed; once it is lost it stays so. */
    private Optional<String> lost = Optional.empty();

    /** {@code created} is the monotonic time just before the lock was. */
    LockRefresher(LockFiles files, FileId id, LockFile lock, long created, LockTimes times, InstantSource clock) {
        this.files = files;
        this.id = id;
        this.lock = lock;
        this.confirmed = created;
        this.times = times;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    void ensureHeld() {
        guard.lock();
        try {
            if (!holds()) {
                String why = closed ? "was given back" : lost.orElseThrow();
                throw new BackupException(
                        FailureKind.LEASE_LOST,
                        "The lock " + id.toShortHex() + " of the repository " + why
                                + ", so nothing more may be written under it; run this again.");
            }
        } finally {
            guard.unlock();
        }
    }

    boolean isHeld() {
        guard.lock();
        try {
            return holds();
        } finally {
            guard.unlock();
        }
    }

    private boolean holds() {
        if (lost.isEmpty()) {
            lost = expiry();
        }
        return lost.isEmpty() && !closed;
    }

    /** By the clock too: the other one stands still while the machine is suspended, and others' clocks do not. */
    private Optional<String> expiry() {
        if (System.nanoTime() - confirmed > times.lost().toNanos()) {
            return Optional.of("could not be renewed in time");
        }
        return clock.instant().isAfter(lock.time().plus(times.lost()))
                ? Optional.of("was not renewed in time, as this machine was suspended or its clock was set,")
                : Optional.empty();
    }

    void close() {
        guard.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            closing.signalAll();
        } finally {
            guard.unlock();
        }
        awaitEnd();
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        renewUntilClosed();
        outdated.add(id);
        deleteOutdated();
    }

    /** What cannot be deleted now is tried again at the next renewal, and at the end. */
    private void deleteOutdated() {
        for (FileId old : List.copyOf(outdated)) {
            try {
                files.delete(old);
                outdated.remove(old);
            } catch (RuntimeException | Error e) {
                LOG.warn("the lock {} could not be removed, and is in the way until it is", old.toShortHex(), e);
            }
        }
    }

    /**
     * One that is lost keeps its file until it is closed: what was sent off while it was held may still arrive. An Error, such as
     * a lack of memory that passes, is no reason to leave it behind.
     */
    private void renewUntilClosed() {
        Duration pause = times.refresh();
        while (pauseUnlessClosed(pause)) {
            try {
                if (isHeld()) {
                    renew();
                }
                pause = times.refresh();
            } catch (RuntimeException | Error e) {
                LOG.warn("the lock {} could not be renewed; trying again", id.toShortHex(), e);
                pause = times.retry();
            }
        }
    }

    /** False once the lock is closed. */
    private boolean pauseUnlessClosed(Duration pause) {
        guard.lock();
        try {
            Instant due = clock.instant().plus(pause);
            long left = pause.toNanos();
            while (!closed && left > 0 && clock.instant().isBefore(due)) {
                long step = Math.min(left, STEP.toNanos());
                left -= step - closing.awaitNanos(step);
            }
            return !closed;
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the thread that renews a lock", e);
        } finally {
            guard.unlock();
        }
    }

    private void lose() {
        guard.lock();
        try {
            lost = Optional.of("was removed by somebody");
        } finally {
            guard.unlock();
        }
    }

    private void renew() {
        FileId old = id;
        if (!files.exists(old)) {
            lose();
            return;
        }
        long started = System.nanoTime();
        LockFile renewed = lock.renewedAt(clock.instant());
        FileId next = files.create(renewed, outdated::add);
        if (!files.exists(old)) {
            lose(); // Who has removed the old one may have taken a lock before this one was to be seen.
            deleteOutdated();
            return;
        }
        outdated.remove(next);
        guard.lock();
        try {
            lock = renewed;
            id = next;
            confirmed = started;
        } finally {
            guard.unlock();
        }
        outdated.add(old);
        deleteOutdated();
    }
}
