package io.holdfast.agent.execution;

import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import org.jspecify.annotations.Nullable;

/** A lock, those who work under it, and the index that was loaded under it. Guarded by its {@link SharedRepository}. */
final class SharedLock {
    private final OpenRepository repository;
    private final RepositoryLock lock;
    private int users;
    private @Nullable IndexedRepository index;

    SharedLock(OpenRepository repository, RepositoryLock lock) {
        this.repository = repository;
        this.lock = lock;
    }

    OpenRepository repository() {
        return repository;
    }

    /** Safe for any thread, unlike all else. */
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

    IndexedRepository index() {
        IndexedRepository loaded = index;
        return loaded != null ? loaded : freshIndex();
    }

    IndexedRepository freshIndex() {
        IndexedRepository loaded = repository.under(lock).index();
        index = loaded;
        return loaded;
    }
}
