package io.holdfast.repository;

/**
 * A lock in the repository, renewed by a thread of its own until it is closed. Whoever writes under it calls
 * {@link #ensureHeld} before each step that others rely on. Thread-safe.
 */
public final class RepositoryLock implements AutoCloseable {
    private final LockRefresher refresher;

    /** The refresher has created the lock, and goes on renewing it. */
    RepositoryLock(LockRefresher refresher) {
        this.refresher = refresher;
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
}
