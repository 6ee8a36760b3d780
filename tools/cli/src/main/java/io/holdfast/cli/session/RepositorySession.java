package io.holdfast.cli.session;

import io.holdfast.cli.output.ExitCode;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.LockListing;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockStaleness;
import io.holdfast.repository.LockWait;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.repository.RepositoryLocks;
import io.holdfast.task.RepositoryAccess;
import java.time.Clock;

/** A store, the repository in it and a lock on that, opened in this order and closed in reverse. */
public record RepositorySession(ObjectStore store, OpenRepository repository, RepositoryLock lock)
        implements AutoCloseable {
    static RepositorySession open(
            RepositoryAccess access, HostIdentity host, Clock clock, LockMode mode, LockWait wait) {
        ObjectStore store = ObjectStores.open(access.location(), access.credentials());
        try {
            OpenRepository repository = open(store, access, clock);
            try {
                RepositoryLock lock = repository.lock(host.lockOwner(), mode, wait);
                return new RepositorySession(store, repository.under(lock), lock);
            } catch (RuntimeException e) {
                repository.close();
                throw e;
            }
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Whether nobody else may be at work in the repository: who else has a lock is dead. */
    public boolean isAlone(HostIdentity self) {
        RepositoryLocks locks = repository.locks();
        LockListing listing = locks.list();
        LockStaleness staleness = self.staleness(locks.now());
        return listing.unreadable().isEmpty()
                && listing.locks().stream()
                        .filter(each -> !self.holds(each))
                        .allMatch(each -> staleness.reason(each).isPresent());
    }

    /** Without a lock. */
    public static OpenRepository open(ObjectStore store, RepositoryAccess access, Clock clock) {
        try {
            return Repository.open(store, access.password(), clock);
        } catch (BackupException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                throw new CommandFailure(ExitCode.NO_REPOSITORY, e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        try (store;
                repository) {
            lock.close();
        }
    }
}
