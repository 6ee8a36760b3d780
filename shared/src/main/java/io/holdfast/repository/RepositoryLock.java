package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock in the repository, renewed by a thread of its own until it is closed. Whoever writes under it calls
 * {@link #ensureHeld} before each step that others rely on. Thread-safe.
 */
public final class RepositoryLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryLock.class);

    private final LockRefresher refresher;

    private RepositoryLock(LockRefresher refresher) {
        this.refresher = refresher;
    }

    /**
     * restic's protocol: look, create, wait, look again, and give way if somebody else did the same. Two who meet may both
     * give way, but never both hold.
     */
    static RepositoryLock acquire(LockFiles files, LockOwner owner, LockMode mode, LockTimes times, Clock clock) {
        removeDeadPredecessors(files, owner, times, clock);
        refuseConflicts(files, mode, Map.of());
        LockFile lock = LockFile.of(owner, mode, clock.instant());
        long created = System.nanoTime();
        FileId id = files.create(lock);
        LockRefresher refresher = new LockRefresher(files, id, lock, created, times, clock);
        refresher.start();
        try {
            settle(times.settle());
            refuseConflicts(files, mode, Map.of(id, lock));
        } catch (RuntimeException | Error e) {
            refresher.close();
            throw e;
        }
        return new RepositoryLock(refresher);
    }

    /** {@code LEASE_LOST} where the lock is gone, or has not been renewed for so long that others may take it for stale. */
    public void ensureHeld() {
        refresher.ensureHeld();
    }

    /** Whether {@link #ensureHeld} would let the caller go on. */
    public boolean isHeld() {
        return refresher.isHeld();
    }

    /** Stops renewing and removes the lock. A failure to remove it is logged: others will take it for stale. */
    @Override
    public void close() {
        refresher.close();
    }

    private static void removeDeadPredecessors(LockFiles files, LockOwner owner, LockTimes times, Clock clock) {
        files.all().forEach((id, lock) -> {
            if (lock.hostname().equals(owner.hostname()) && isDead(lock, owner, times, clock)) {
                LOG.info("removing the lock {} of {}, which is dead", id.toShortHex(), lock.holder());
                files.delete(id);
            }
        });
    }

    /**
     * A service's other instance is dead by its name. For processes that may run beside each other the lock has to be both
     * stale and without a process; the process alone proves nothing, as containers may share a host's name.
     */
    private static boolean isDead(LockFile lock, LockOwner owner, LockTimes times, Clock clock) {
        if (owner.alone()) {
            return !lock.username().equals(owner.instance());
        }
        boolean stale = lock.time().plus(times.stale()).isBefore(clock.instant());
        return stale && ProcessHandle.of(lock.pid()).isEmpty();
    }

    private static void refuseConflicts(LockFiles files, LockMode mode, Map<FileId, LockFile> own) {
        files.all().forEach((id, other) -> {
            if (!own.containsKey(id) && (mode == LockMode.EXCLUSIVE || other.exclusive())) {
                throw new BackupException(
                        FailureKind.LOCKED,
                        "The repository is locked" + (other.exclusive() ? " exclusively" : "") + " by " + other.holder()
                                + ". Wait for it to end; if it is dead, run holdfast repo unlock, or restic unlock.");
            }
        });
    }

    /** The protocol's own pause: whoever locked at the same moment shows only by the file that it has written by then. */
    private static void settle(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw Cancellation.of("Locking the repository", e);
        }
    }
}
