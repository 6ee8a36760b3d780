package io.holdfast.agent.execution;

import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.task.RepositoryAccess;
import org.jspecify.annotations.Nullable;

/**
 * One repository, opened once for all slices that use it, and locked once while any does. The index is loaded under that
 * lock and shared as long as it is held, since nothing that it names can be removed meanwhile; the next lock begins with
 * a new index. Thread-safe; who comes while it is being opened or locked waits.
 */
final class SharedRepository implements AutoCloseable {
    private final RepositoryAccess access;
    private final RepositoryOpener opener;
    private final Runnable released;
    /** Guarded by the instance's monitor, which is never held during a call to the store. */
    private int users;

    private final Object opening = new Object();
    private @Nullable ObjectStore store;
    private @Nullable OpenRepository open;
    private @Nullable RepositoryLock lock;
    private @Nullable IndexedRepository index;

    /** {@code released} is called after a use has ended. */
    SharedRepository(RepositoryAccess access, RepositoryOpener opener, Runnable released) {
        this.access = access;
        this.opener = opener;
        this.released = released;
    }

    /** Announces a use, so that it is not closed before that begins. */
    synchronized void expect() {
        users++;
    }

    synchronized boolean isIdle() {
        return users == 0;
    }

    /** Begins a use that was announced. */
    RepositoryUse use() {
        try {
            synchronized (opening) {
                if (lock == null) {
                    forgetIfReplaced();
                }
                OpenRepository repository = opened();
                if (lock == null) {
                    lock = opener.lock(repository);
                    index = null;
                }
                return new RepositoryUse(this, repository, lock);
            }
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    /** The index as it was loaded under this lock, or is now. */
    IndexedRepository index(OpenRepository repository) {
        synchronized (opening) {
            IndexedRepository shared = index;
            return shared != null ? shared : load(repository);
        }
    }

    /** The index as it is now, which those who come later share too. */
    IndexedRepository freshIndex(OpenRepository repository) {
        synchronized (opening) {
            return load(repository);
        }
    }

    void release() {
        synchronized (opening) {
            boolean last;
            synchronized (this) {
                users--;
                last = users == 0;
            }
            RepositoryLock held = lock;
            if (last && held != null) {
                lock = null;
                index = null;
                held.close();
            }
        }
        released.run();
    }

    @Override
    public void close() {
        synchronized (opening) {
            if (open != null) {
                open.close();
                open = null;
            }
            if (store != null) {
                store.close();
                store = null;
            }
        }
    }

    /** Whoever empties a bucket and begins anew gets a repository with other keys at the same place. */
    private void forgetIfReplaced() {
        OpenRepository known = open;
        if (known != null && !known.isStillThere()) {
            known.close();
            open = null;
        }
    }

    private IndexedRepository load(OpenRepository repository) {
        IndexedRepository loaded = repository.index();
        index = loaded;
        return loaded;
    }

    private OpenRepository opened() {
        OpenRepository repository = open;
        if (repository == null) {
            ObjectStore opened = store == null ? opener.openStore(access) : store;
            store = opened;
            repository = opener.open(opened, access.password());
            open = repository;
        }
        return repository;
    }
}
