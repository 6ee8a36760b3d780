package io.holdfast.agent.execution;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A lock, those who work under it, and the index that was loaded under it. Its users are guarded by its {@link SharedRepository}. */
final class SharedLock {
    private final OpenRepository repository;
    private final RepositoryLock lock;
    private int users;

    /** Guarded by a lock of its own: loading it takes a while, in which others may come and go. */
    private @Nullable IndexedRepository index;

    private final ReentrantLock loading = new ReentrantLock();

    SharedLock(OpenRepository repository, RepositoryLock lock) {
        this.repository = repository;
        this.lock = lock;
    }

    OpenRepository repository() {
        return repository;
    }

    RepositoryLock lock() {
        return lock;
    }

    void join() {
        users++;
    }

    void leave() {
        users--;
    }

    int users() {
        return users;
    }

    /** The index as it was loaded under this lock, or is now. */
    IndexedRepository index() {
        lockLoading();
        try {
            IndexedRepository loaded = index;
            return loaded != null ? loaded : freshIndex();
        } finally {
            loading.unlock();
        }
    }

    /** The index as it is now, which those who come to the lock later share too. */
    IndexedRepository freshIndex() {
        lockLoading();
        try {
            IndexedRepository loaded = repository.under(lock).index();
            index = loaded;
            return loaded;
        } finally {
            loading.unlock();
        }
    }

    /** Another may be loading it for minutes, and whoever waits for that can be cancelled. */
    private void lockLoading() {
        try {
            loading.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Cancellation.of("Loading the index", e);
        }
    }
}
