package io.holdfast.agent.execution;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/** A slice's use of a repository, which is locked until it is closed. Thread-safe. */
final class RepositoryUse implements AutoCloseable {
    private final SharedRepository shared;
    private final SharedLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    RepositoryUse(SharedRepository shared, SharedLock lock) {
        this.shared = shared;
        this.lock = lock;
    }

    OpenRepository repository() {
        return lock.repository();
    }

    /** An index that knows these trees, if they are stored: loaded again where the one at hand does not. */
    IndexedRepository indexWith(Collection<BlobId> trees) {
        IndexedRepository atHand = lock.index();
        return trees.stream().allMatch(tree -> atHand.contains(tree, BlobType.TREE)) ? atHand : lock.freshIndex();
    }

    /** An index that knows all that was stored before this call, by whomever. */
    IndexedRepository freshIndex() {
        return lock.freshIndex();
    }

    /** {@code LEASE_LOST} where the lock has been lost, so that nothing may rely on what was stored under it. */
    void ensureLocked() {
        lock.lock().ensureHeld();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shared.release(lock);
        }
    }
}
