package io.holdfast.coordinator.volumerepository;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.Limit;
import io.holdfast.concurrent.Permit;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.velero.BackupRepository;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.LockWait;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the repositories of locations: one for each namespace of volumes, at {@code restic/<namespace>}. Thread-safe. */
public final class VolumeRepositories {
    /** A password is tried with a function made to take time and 32 MiB of memory. */
    private static final int OPENED_AT_ONCE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(VolumeRepositories.class);
    /** For who prunes, say: a backup is worth waiting for them. */
    private static final LockWait RUN = new LockWait(Duration.ofMinutes(10), LOG::warn);

    private final Limit opening = new Limit(OPENED_AT_ONCE);
    private final RepositoryRecords records;
    private final RepositoryPassword password;
    private final BackupLocations.Opener opener;
    private final LockOwner owner;
    private final Clock clock;

    /**
     * Opens nothing yet.
     *
     * @param owner as whom this coordinator locks
     */
    public VolumeRepositories(
            KubernetesClient client,
            String namespace,
            RepositoryPassword password,
            BackupLocations.Opener opener,
            LockOwner owner,
            Clock clock) {
        this.records = new RepositoryRecords(client, namespace);
        this.password = password;
        this.opener = opener;
        this.owner = owner;
        this.clock = clock;
    }

    RepositoryRecords records() {
        return records;
    }

    /** Those of one location, for one run; the location must stay open until they are closed. */
    public RunRepositories of(OpenLocation location) {
        return new InLocation(location, RUN);
    }

    /** The same, for whoever would rather fail than wait for others' locks. */
    RunRepositories atOnce(OpenLocation location) {
        return new InLocation(location, LockWait.NONE);
    }

    /** What an agent needs to read a repository that is there; nothing is opened, locked or created. */
    public RepositoryAccess access(OpenLocation location, String volumeNamespace) {
        return new RepositoryAccess(place(location, volumeNamespace), location.credentials(), password.get());
    }

    static StoreLocation place(OpenLocation location, String volumeNamespace) {
        return location.location().resolve("restic/" + volumeNamespace);
    }

    private LockedRepository open(OpenLocation location, String volumeNamespace, LockWait wait) {
        StoreLocation place = place(location, volumeNamespace);
        ObjectStore store = opener.open(place, location.credentials());
        List<AutoCloseable> opened = new ArrayList<>(List.of(store));
        Optional<BackupRepository> record = Optional.empty();
        try {
            record = records.ensure(volumeNamespace, location.name(), store.describe());
            Secret secret = secret();
            OpenRepository repository = openOrCreate(store, secret);
            opened.add(repository);
            LockedRepository locked = new LockedRepository(
                    new RepositoryAccess(place, location.credentials(), secret), store, repository, owner, wait);
            record.ifPresent(records::ready);
            return locked;
        } catch (BackupException e) {
            BackupException told = e.kind() == FailureKind.WRONG_PASSWORD ? wrongPassword(store, e) : e;
            if (told.kind() != FailureKind.LOCKED && told.kind() != FailureKind.CANCELLED) {
                record.ifPresent(known -> records.notReady(known, told.getMessage()));
            }
            closeAll(opened, told);
            throw told;
        } catch (RuntimeException e) {
            closeAll(opened, e);
            throw e;
        }
    }

    private OpenRepository openOrCreate(ObjectStore store, Secret secret) {
        try (Permit _ = opening.acquire()) {
            return Repository.openOrCreate(
                    store, secret, RepositoryOptions.madeBy(owner.instance(), owner.hostname()), clock);
        } catch (InterruptedException e) {
            throw Cancellation.of("The opening of a repository", e);
        }
    }

    private Secret secret() {
        try {
            return password.get();
        } catch (KubernetesClientException e) {
            throw new BackupException(
                    FailureKind.UNAVAILABLE,
                    "The Secret " + password.name() + " could not be read from the cluster: " + e.getMessage(),
                    e);
        }
    }

    private BackupException wrongPassword(ObjectStore store, BackupException e) {
        return new BackupException(
                FailureKind.WRONG_PASSWORD,
                "The password in the Secret " + password.name() + " does not open the repository in "
                        + store.describe() + "; put the password that it was made with under the key "
                        + RepositoryPassword.KEY + " of that Secret, and try again.",
                e);
    }

    private static void closeAll(List<AutoCloseable> opened, RuntimeException reason) {
        for (AutoCloseable each : opened.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                reason.addSuppressed(e);
            }
        }
    }

    /** The repositories of one run, each opened once; those of different namespaces side by side. */
    private final class InLocation implements RunRepositories {
        private final OpenLocation location;
        private final LockWait wait;
        private final Map<String, Place> places = new ConcurrentHashMap<>();

        InLocation(OpenLocation location, LockWait wait) {
            this.location = location;
            this.wait = wait;
        }

        @Override
        public VolumeRepository of(String namespace) {
            return places.computeIfAbsent(namespace, ignored -> new Place()).open(namespace);
        }

        @Override
        public void close() {
            places.values().forEach(Place::close);
            places.clear();
        }

        /** One namespace's repository, once it has been opened; a failure to open it is tried again. */
        private final class Place {
            private @Nullable LockedRepository repository;

            synchronized LockedRepository open(String namespace) {
                LockedRepository known = repository;
                if (known == null) {
                    known = VolumeRepositories.this.open(location, namespace, wait);
                    repository = known;
                }
                return known;
            }

            synchronized void close() {
                if (repository != null) {
                    repository.close();
                }
            }
        }
    }
}
