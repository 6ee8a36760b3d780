package io.holdfast.coordinator.volumerepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.BackupStorageLocationSpec;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.task.RepositoryAccess;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A namespace that the cluster does not have stands for a cluster that refuses. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class VolumeRepositoriesTest {
    private static final String ABSENT = "no-such-namespace";

    private final AtomicInteger openStores = new AtomicInteger();
    private final KubernetesClient client;
    private volatile CountDownLatch lookedForLocks = new CountDownLatch(0);

    @TempDir
    Path folder;

    VolumeRepositoriesTest(ApiServer server) {
        client = server.newClient();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void shouldUseARepositoryWhoseRecordTheClusterDoesNotTake() {
        try (BackupLocations locations = new BackupLocations(client, "default", ObjectStores::open);
                OpenLocation location = locations.open(location())) {
            try (RunRepositories repositories = repositories("default").of(location)) {
                assertThat(repositories.of("shop").identifier()).endsWith("restic/shop");
                assertThat(locks()).isNotEmpty();
            }
            assertThat(locks()).isEmpty();
            assertThat(openStores).hasValue(0);
        }
    }

    @Test
    void shouldKeepNothingOpenWhereThePasswordCannotBeRead() {
        try (BackupLocations locations = new BackupLocations(client, "default", ObjectStores::open);
                OpenLocation location = locations.open(location());
                RunRepositories repositories = repositories(ABSENT).of(location)) {
            assertThatThrownBy(() -> repositories.of("shop"))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE))
                    .hasMessageContaining("The Secret " + ABSENT + "/velero-repo-credentials could not be read");
            assertThat(openStores).hasValue(0);
        }
    }

    /** Two may be opened at the same time; those that are open and wait for a lock are not among them. */
    @Test
    @Timeout(60)
    void shouldOpenOthersWhileLocksAreWaitedFor() throws Exception {
        VolumeRepositories known = repositories("default");
        try (BackupLocations locations = new BackupLocations(client, "default", ObjectStores::open);
                OpenLocation location = locations.open(location());
                RunRepositories run = known.of(location);
                ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            makeRepositories(known, location, "one", "two");
            try (ForeignLock first = new ForeignLock(known.access(location, "one"));
                    ForeignLock second = new ForeignLock(known.access(location, "two"))) {
                lookedForLocks = new CountDownLatch(2);
                Future<VolumeRepository> one = waiting.submit(() -> run.of("one"));
                Future<VolumeRepository> two = waiting.submit(() -> run.of("two"));
                lookedForLocks.await();
                assertThat(run.of("three").identifier()).endsWith("restic/three");
                assertThat(one).isNotDone();
                assertThat(two).isNotDone();
                first.lock().ensureHeld();
                second.lock().ensureHeld();
            }
        }
    }

    @Test
    @Timeout(60)
    void shouldNotWaitForOthersWhereItWasAskedNotTo() {
        VolumeRepositories known = repositories("default");
        try (BackupLocations locations = new BackupLocations(client, "default", ObjectStores::open);
                OpenLocation location = locations.open(location());
                RunRepositories run = known.atOnce(location)) {
            makeRepositories(known, location, "shop");
            try (ForeignLock foreign = new ForeignLock(known.access(location, "shop"))) {
                assertThatThrownBy(() -> run.of("shop"))
                        .isInstanceOfSatisfying(
                                BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.LOCKED))
                        .hasMessageContaining("prune on elsewhere");
                foreign.lock().ensureHeld();
            }
        }
    }

    private static void makeRepositories(VolumeRepositories known, OpenLocation location, String... namespaces) {
        try (RunRepositories run = known.of(location)) {
            for (String namespace : namespaces) {
                assertThat(run.of(namespace).identifier()).endsWith(namespace);
            }
        }
    }

    /** An exclusive lock, such as prune has. */
    private static final class ForeignLock implements AutoCloseable {
        private final ObjectStore store;
        private final OpenRepository repository;
        private final RepositoryLock lock;

        ForeignLock(RepositoryAccess access) {
            store = ObjectStores.open(access.location(), access.credentials());
            repository = Repository.open(store, access.password(), Clock.systemUTC());
            lock = repository.lock(new LockOwner("elsewhere", "prune"), LockMode.EXCLUSIVE);
        }

        RepositoryLock lock() {
            return lock;
        }

        @Override
        public void close() {
            lock.close();
            repository.close();
            store.close();
        }
    }

    private String[] locks() {
        return folder.resolve("bucket/restic/shop/locks").toFile().list();
    }

    private VolumeRepositories repositories(String passwordNamespace) {
        return new VolumeRepositories(
                client,
                ABSENT,
                new RepositoryPassword(client, passwordNamespace, new SecureRandom()),
                (place, credentials) -> counted(ObjectStores.open(place, credentials)),
                new LockOwner("host", "instance"),
                Clock.systemUTC());
    }

    private ObjectStore counted(ObjectStore store) {
        openStores.incrementAndGet();
        AtomicBoolean looked = new AtomicBoolean();
        return (ObjectStore) Proxy.newProxyInstance(
                VolumeRepositoriesTest.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        openStores.decrementAndGet();
                    }
                    if (method.getName().equals("list") && arguments[0].equals("locks/") && !looked.getAndSet(true)) {
                        lookedForLocks.countDown();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private BackupStorageLocation location() {
        BackupStorageLocation location = new BackupStorageLocation();
        location.getMetadata().setName("default");
        location.getMetadata().setNamespace("default");
        location.getSpec().provider = "holdfast.io/directory";
        location.getSpec().config = Map.of("path", folder.toString());
        location.getSpec().objectStorage = new BackupStorageLocationSpec.ObjectStorage();
        location.getSpec().objectStorage.bucket = "bucket";
        return location;
    }
}
