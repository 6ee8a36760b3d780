package io.holdfast.coordinator.volumerepository;

import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.velero.BackupRepository;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the locks that a dead predecessor has left, so that maintenance by restic need not wait for them to be stale.
 * Taking a lock removes those of our own dead instances; repositories without any lock are not even opened.
 */
public final class PredecessorLocks {
    private static final Logger LOG = LoggerFactory.getLogger(PredecessorLocks.class);

    private final VolumeRepositories repositories;
    private final BackupLocations locations;
    private final BackupLocations.Opener opener;
    private final RepositoryRecords records;

    public PredecessorLocks(VolumeRepositories repositories, BackupLocations locations, BackupLocations.Opener opener) {
        this.repositories = repositories;
        this.locations = locations;
        this.opener = opener;
        this.records = repositories.records();
    }

    /** Goes through all known repositories; one that cannot be cleared is logged, and cleared by its next backup. */
    public void clear() {
        for (BackupRepository record : records.all()) {
            String volumeNamespace = record.getSpec().volumeNamespace;
            String location = record.getSpec().backupStorageLocation;
            if (volumeNamespace == null || location == null) {
                continue;
            }
            try (OpenLocation open = locations.open(location)) {
                if (isLocked(open, volumeNamespace)) {
                    relock(open, volumeNamespace);
                }
            } catch (BackupException e) {
                tell(record.getMetadata().getName(), e);
            }
        }
    }

    /** Where others hold it still, our own have gone before. */
    private static void tell(String repository, BackupException failure) {
        if (failure.kind() == FailureKind.LOCKED) {
            LOG.info("No predecessor's lock is left in repository {}, but others hold it", repository);
        } else {
            LOG.warn("The locks of repository {} could not be looked through: {}", repository, failure.getMessage());
        }
    }

    private boolean isLocked(OpenLocation location, String volumeNamespace) {
        AtomicBoolean locked = new AtomicBoolean();
        try (ObjectStore store =
                opener.open(VolumeRepositories.place(location, volumeNamespace), location.credentials())) {
            store.list("locks/", entry -> locked.set(true));
        }
        return locked.get();
    }

    private void relock(OpenLocation location, String volumeNamespace) {
        try (RunRepositories run = repositories.atOnce(location)) {
            LOG.info("Looked through the locks of {}", run.of(volumeNamespace).identifier());
        }
    }
}
