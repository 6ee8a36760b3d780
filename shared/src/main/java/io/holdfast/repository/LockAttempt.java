package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a lock, and waits for those who exclude it as long as its caller wants to. */
record LockAttempt(LockFiles files, LockOwner owner, LockMode mode, LockTimes times, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(LockAttempt.class);

    /** {@code LOCKED} names whoever excludes it still when the wait is over. */
    RepositoryLock acquire(LockWait wait) {
        long began = System.nanoTime();
        boolean told = false;
        while (true) {
            removeDeadPredecessors();
            Outcome outcome = tryOnce();
            switch (outcome) {
                case Outcome.Held(RepositoryLock lock) -> {
                    return lock;
                }
                case Outcome.Excluded(LockFile by) -> {
                    long left = wait.atMost().toNanos() - (System.nanoTime() - began);
                    if (left <= 0) {
                        throw refusal(by, wait.atMost());
                    }
                    if (!told) {
                        wait.waiting().accept("The repository is " + locked(by) + "; waiting for that to end.");
                        told = true;
                    }
                    pause(min(Duration.ofNanos(left), soon()));
                }
            }
        }
    }

    /** Not the same each time, or two who give way to each other would meet again and again. */
    private Duration soon() {
        long longest = times.again().toNanos();
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private sealed interface Outcome {
        record Held(RepositoryLock lock) implements Outcome {}

        record Excluded(LockFile by) implements Outcome {}
    }

    /**
     * restic's protocol: look, create, wait, look again, and give way if somebody else did the same. Two who meet may both
     * give way, but never both hold.
     */
    private Outcome tryOnce() {
        Optional<LockFile> before = excluder(Set.of());
        if (before.isPresent()) {
            return new Outcome.Excluded(before.get());
        }
        LockFile lock = LockFile.of(owner, mode, clock.instant());
        long created = System.nanoTime();
        FileId id = create(lock);
        LockRefresher refresher = new LockRefresher(files, id, lock, created, times, clock);
        refresher.start();
        boolean held = false;
        try {
            pause(times.settle());
            Optional<LockFile> other = excluder(Set.of(id));
            held = other.isEmpty();
            return held ? new Outcome.Held(new RepositoryLock(refresher)) : new Outcome.Excluded(other.get());
        } finally {
            if (!held) {
                refresher.close();
            }
        }
    }

    /**
     * On a thread that nobody interrupts, as a call that is given up halfway may leave a lock that nobody knows of. A caller who
     * is interrupted waits as well, for two {@link LockTimes#LONGEST_CALL} at most, and then has a lock to remove.
     */
    private FileId create(LockFile lock) {
        CompletableFuture<FileId> created = new CompletableFuture<>();
        Workers.virtualThreads("lock-create")
                .newThread(() -> {
                    AtomicReference<@Nullable FileId> name = new AtomicReference<>();
                    try {
                        created.complete(files.create(lock, name::set));
                    } catch (RuntimeException | Error e) {
                        try {
                            removeIfThere(name.get(), e);
                        } finally {
                            created.completeExceptionally(e);
                        }
                    }
                })
                .start();
        try {
            return created.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("creating a lock failed unexpectedly", e);
        }
    }

    /** A put that failed may have had its effect, and nobody would know of that lock. */
    private void removeIfThere(@Nullable FileId id, Throwable failure) {
        if (id != null) {
            try {
                files.delete(id);
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private Optional<LockFile> excluder(Set<FileId> own) {
        return files.all().entrySet().stream()
                .filter(each -> !own.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .filter(other -> mode == LockMode.EXCLUSIVE || other.exclusive())
                .findFirst();
    }

    private void removeDeadPredecessors() {
        files.all().forEach((id, lock) -> {
            if (lock.hostname().equals(owner.hostname()) && isDead(lock)) {
                LOG.info("removing the lock {} of {}, which is dead", id.toShortHex(), lock.holder());
                files.delete(id);
            }
        });
    }

    /**
     * A service's other instance is dead by its name. For processes that may run beside each other the lock has to be both
     * stale and without a process; the process alone proves nothing, as containers may share a host's name.
     */
    private boolean isDead(LockFile lock) {
        if (owner.alone()) {
            return !lock.username().equals(owner.instance());
        }
        boolean stale = lock.time().plus(times.stale()).isBefore(clock.instant());
        return stale && ProcessHandle.of(lock.pid()).isEmpty();
    }

    private static BackupException refusal(LockFile by, Duration waited) {
        long seconds = waited.toSeconds();
        String after =
                waited.isZero() ? "" : " still, after a wait of " + seconds + (seconds == 1 ? " second" : " seconds");
        return new BackupException(
                FailureKind.LOCKED,
                "The repository is " + locked(by) + after
                        + ". Wait for it to end; if it is dead, run holdfast repo unlock," + " or restic unlock.");
    }

    private static String locked(LockFile by) {
        return "locked" + (by.exclusive() ? " exclusively" : "") + " by " + by.holder();
    }

    /** Whoever locked at the same moment, or has ended, shows only by the files that are there later. */
    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw Cancellation.of("Locking the repository", e);
        }
    }
}
