package io.holdfast.agent.execution;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.task.RepositoryAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One repository, opened once for all slices that use it, and locked once while any does. The index is loaded under that
 * lock and shared as long as it is held, since nothing that it names can be removed meanwhile; the next lock begins with
 * a new index. A lock that was lost is left to those who have it, and whoever comes then gets another. Thread-safe; who
 * comes while it is being opened or locked waits, and nobody else does.
 */
final class SharedRepository implements AutoCloseable {
    private final RepositoryAccess access;
    private final RepositoryOpener opener;
    private final Runnable released;
    /** Announced or begun; guarded by the instance's monitor, which is never held during a call to the store. */
    private int users;

    /**
     * Held by whoever comes, while it is being opened or locked, which may wait for others for minutes; whoever comes then can be
     * cancelled as well. Taken before {@link #state}.
     */
    private final ReentrantLock arrival = new ReentrantLock();

    /** Guards what follows. A lock may be removed meanwhile, but none is waited for. */
    private final ReentrantLock state = new ReentrantLock();

    /** The last is for those who come, where it still holds; those before it were lost and have users left. */
    private final List<SharedLock> locks = new ArrayList<>();

    private @Nullable ObjectStore store;
    private @Nullable OpenRepository open;

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
            arrival.lockInterruptibly();
            try {
                Optional<SharedLock> held = joinHeld();
                return new RepositoryUse(this, held.isPresent() ? held.get() : joinNew());
            } finally {
                arrival.unlock();
            }
        } catch (InterruptedException e) {
            ended();
            throw Cancellation.of("Opening the repository", e);
        } catch (RuntimeException e) {
            ended();
            throw e;
        }
    }

    /** Ends a use. */
    void release(SharedLock lock) {
        state.lock();
        try {
            lock.leave();
        } finally {
            state.unlock();
        }
        ended();
    }

    @Override
    public void close() {
        state.lock();
        try {
            if (open != null) {
                open.close();
                open = null;
            }
            if (store != null) {
                store.close();
                store = null;
            }
        } finally {
            state.unlock();
        }
    }

    private Optional<SharedLock> joinHeld() {
        state.lock();
        try {
            if (locks.isEmpty() || !locks.getLast().lock().isHeld()) {
                return Optional.empty();
            }
            locks.getLast().join();
            return Optional.of(locks.getLast());
        } finally {
            state.unlock();
        }
    }

    /** The use that was announced keeps the repository open while its lock is waited for. */
    private SharedLock joinNew() {
        OpenRepository repository = opened();
        RepositoryLock taken = opener.lock(repository);
        state.lock();
        try {
            SharedLock lock = new SharedLock(repository, taken);
            lock.join();
            locks.add(lock);
            return lock;
        } finally {
            state.unlock();
        }
    }

    private OpenRepository opened() {
        state.lock();
        try {
            releaseUnused(0);
            forgetIfReplaced();
            OpenRepository repository = open;
            if (repository == null) {
                ObjectStore opened = store == null ? opener.openStore(access) : store;
                store = opened;
                repository = opener.open(opened, access.password());
                open = repository;
            }
            return repository;
        } finally {
            state.unlock();
        }
    }

    private void ended() {
        state.lock();
        try {
            int working = locks.stream().mapToInt(SharedLock::users).sum();
            boolean announced;
            synchronized (this) {
                users--;
                announced = users > working;
            }
            releaseUnused(announced ? 1 : 0);
        } finally {
            state.unlock();
        }
        released.run();
    }

    /** Gives back locks that nobody works under, but for so many of the newest. */
    private void releaseUnused(int kept) {
        for (SharedLock lock : List.copyOf(locks.subList(0, Math.max(0, locks.size() - kept)))) {
            if (lock.users() == 0) {
                locks.remove(lock);
                lock.lock().close();
                closeUnlessUsed(lock.repository());
            }
        }
    }

    /** Whoever empties a bucket and begins anew gets a repository with other keys at the same place. */
    private void forgetIfReplaced() {
        OpenRepository known = open;
        if (known != null && !known.isStillThere()) {
            open = null;
            closeUnlessUsed(known);
        }
    }

    /** Those with a lost lock may still work in a repository that was replaced. */
    private void closeUnlessUsed(OpenRepository repository) {
        if (!repository.equals(open)
                && locks.stream().noneMatch(lock -> lock.repository().equals(repository))) {
            repository.close();
        }
    }
}
