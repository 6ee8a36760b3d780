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
import java.util.stream.Stream;
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

    /**
     * Held by whoever comes, while it is being opened or locked, which may take minutes: the store may be away, and others may
     * exclude us. Whoever comes then can be cancelled as well. What follows is guarded by the monitor, in which nobody calls
     * the store.
     */
    private final ReentrantLock arrival = new ReentrantLock();

    /** Uses that were announced and have not begun. */
    private int announced;

    /** The last is for those who come, where it still holds; those before it were lost and have users left. */
    private final List<SharedLock> locks = new ArrayList<>();

    /** Those that are being given back. */
    private final List<SharedLock> leaving = new ArrayList<>();

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
        announced++;
    }

    synchronized boolean isIdle() {
        return announced == 0 && locks.isEmpty() && leaving.isEmpty();
    }

    /** Begins a use that was announced. */
    RepositoryUse use() {
        boolean begun = false;
        try {
            RepositoryUse use = new RepositoryUse(this, arrive());
            begun = true;
            return use;
        } finally {
            if (!begun) {
                giveUp();
            }
        }
    }

    /** Ends a use. */
    void release(SharedLock lock) {
        leave(lock);
        giveBack(takeUnused(false));
        released.run();
    }

    /** To be called when it is idle. */
    @Override
    public synchronized void close() {
        if (open != null) {
            open.close();
            open = null;
        }
        if (store != null) {
            store.close();
            store = null;
        }
    }

    private SharedLock arrive() {
        try {
            arrival.lockInterruptibly();
        } catch (InterruptedException e) {
            throw Cancellation.of("Opening the repository", e);
        }
        try {
            Optional<SharedLock> held = joinHeld();
            return held.isPresent() ? held.get() : joinNew();
        } finally {
            arrival.unlock();
        }
    }

    private void giveUp() {
        synchronized (this) {
            announced--;
        }
        giveBack(takeUnused(false));
        released.run();
    }

    private synchronized Optional<SharedLock> joinHeld() {
        if (locks.isEmpty() || !locks.getLast().lock().isHeld()) {
            return Optional.empty();
        }
        return Optional.of(join(locks.getLast()));
    }

    /** The use that was announced keeps the repository open while its lock is waited for. */
    private SharedLock joinNew() {
        giveBack(takeUnused(true));
        forgetIfReplaced();
        OpenRepository repository = opened();
        RepositoryLock taken = opener.lock(repository);
        synchronized (this) {
            SharedLock lock = new SharedLock(repository, taken);
            locks.add(lock);
            return join(lock);
        }
    }

    private synchronized SharedLock join(SharedLock lock) {
        announced--;
        lock.join();
        return lock;
    }

    private synchronized void leave(SharedLock lock) {
        lock.leave();
    }

    /** Locks that nobody works under, but for the newest where somebody is to come and it is not lost. */
    private synchronized List<SharedLock> takeUnused(boolean lost) {
        int kept = announced > 0 && !lost ? 1 : 0;
        List<SharedLock> unused = locks.subList(0, Math.max(0, locks.size() - kept)).stream()
                .filter(lock -> lock.users() == 0)
                .toList();
        locks.removeAll(unused);
        leaving.addAll(unused);
        return unused;
    }

    private void giveBack(List<SharedLock> unused) {
        for (SharedLock lock : unused) {
            lock.lock().close();
            synchronized (this) {
                leaving.remove(lock);
                closeUnlessUsed(lock.repository());
            }
        }
    }

    /** Whoever empties a bucket and begins anew gets a repository with other keys at the same place. */
    private void forgetIfReplaced() {
        OpenRepository known = known();
        if (known != null && !known.isStillThere()) {
            synchronized (this) {
                open = null;
                closeUnlessUsed(known);
            }
        }
    }

    private OpenRepository opened() {
        OpenRepository known = known();
        if (known != null) {
            return known;
        }
        OpenRepository repository = opener.open(openedStore(), access.password());
        synchronized (this) {
            open = repository;
        }
        return repository;
    }

    /** Makes no request yet. */
    private synchronized ObjectStore openedStore() {
        ObjectStore known = store == null ? opener.openStore(access) : store;
        store = known;
        return known;
    }

    private synchronized @Nullable OpenRepository known() {
        return open;
    }

    /** Those with a lost lock may still work in a repository that was replaced. */
    private synchronized void closeUnlessUsed(OpenRepository repository) {
        boolean used = Stream.concat(locks.stream(), leaving.stream())
                .anyMatch(lock -> lock.repository().equals(repository));
        if (!repository.equals(open) && !used) {
            repository.close();
        }
    }
}
