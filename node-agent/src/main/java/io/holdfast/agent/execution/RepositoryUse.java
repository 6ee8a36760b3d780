package io.holdfast.agent.execution;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/** A slice's use of a repository, which is locked until it is closed. Thread-safe. */
final class RepositoryUse implements AutoCloseable {
    private final SharedRepository shared;
    private final OpenRepository repository;
    private final RepositoryLock lock;
    private final AtomicBoolean closed = new AtomicBoolean();

    RepositoryUse(SharedRepository shared, OpenRepository repository, RepositoryLock lock) {
        this.shared = shared;
        this.repository = repository;
        this.lock = lock;
    }

    OpenRepository repository() {
        return repository;
    }

    /** An index that knows these trees, if they are stored: loaded again where the one at hand does not. */
    IndexedRepository indexWith(Collection<BlobId> trees) {
        IndexedRepository atHand = shared.index(repository);
        return trees.stream().allMatch(tree -> atHand.contains(tree, BlobType.TREE))
                ? atHand
                : shared.freshIndex(repository);
    }

    /** An index that knows all that was stored before this call, by whomever. */
    IndexedRepository freshIndex() {
        return shared.freshIndex(repository);
    }

    /** {@code LEASE_LOST} where the lock has been lost, so that nothing may rely on what was stored under it. */
    void ensureLocked() {
        lock.ensureHeld();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shared.release();
        }
    }
}
