package io.holdfast.agent.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.holdfast.agent.Assignments;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.repository.TestRepositories;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Uses that overlap, of a real repository in a directory. */
@Timeout(120)
class SharedRepositoryTest {
    @TempDir
    private Path folder;

    private boolean losing;
    private volatile CountDownLatch storeIsAway = new CountDownLatch(0);
    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch locking = new CountDownLatch(1);
    private final ClusterIdentity cluster = new ClusterIdentity();
    private final Repositories repositories =
            new Repositories(new RepositoryOpener(cluster, Assignments.NODE, "instance-1", Clock.systemUTC()) {
                @Override
                OpenRepository open(ObjectStore store, Secret password) {
                    opening.countDown();
                    try {
                        storeIsAway.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    return super.open(store, password);
                }

                @Override
                RepositoryLock lock(OpenRepository repository) {
                    if (losing) {
                        return TestRepositories.lostLock(repository);
                    }
                    locking.countDown();
                    return super.lock(repository);
                }
            });

    @BeforeEach
    void createRepository() {
        cluster.told("c0ffee00");
        try (ObjectStore store = openStore();
                OpenRepository repository = Repository.create(
                        store, access().password(), RepositoryOptions.madeBy("test", "test"), Clock.systemUTC())) {
            assertThat(repository.isStillThere()).isTrue();
        }
    }

    @AfterEach
    void close() {
        repositories.close();
    }

    @Test
    void shouldShareALockAsLongAsAnyoneUsesIt() throws Exception {
        RepositoryUse first = use();
        try (RepositoryUse second = use()) {
            assertThat(second.indexWith(List.of())).isSameAs(first.indexWith(List.of()));
            first.close();
            second.ensureLocked();
            assertThat(locks()).hasSize(1);
        }
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldGiveAnotherLockToThoseWhoComeAfterOneWasLost() throws Exception {
        RepositoryUse old = useWithLostLock();
        var oldIndex = old.indexWith(List.of());
        try (RepositoryUse next = use();
                RepositoryUse later = use()) {
            assertThat(locks()).hasSize(2);
            next.ensureLocked();
            later.ensureLocked();
            assertThatThrownBy(old::ensureLocked).isInstanceOf(BackupException.class);
            assertThat(next.indexWith(List.of())).isNotSameAs(oldIndex).isSameAs(later.indexWith(List.of()));
            assertThat(old.indexWith(List.of())).isSameAs(oldIndex);
            old.close();
            assertThat(locks()).hasSize(1);
            next.ensureLocked();
        }
        assertThat(locks()).isEmpty();
    }

    @Test
    void shouldGiveBackTheNewLockWhileTheLostOneIsStillInUse() throws Exception {
        try (RepositoryUse old = useWithLostLock()) {
            use().close();
            assertThat(locks()).hasSize(1);
            assertThat(old.repository().isStillThere()).isTrue();
        }
        assertThat(locks()).isEmpty();
    }

    /** Somebody else's exclusive lock holds back those who come, and nobody who is there. */
    @Test
    void shouldLetUsersOfALostLockGoWhileAnotherIsWaitedFor() throws Exception {
        RepositoryUse old = useWithLostLock();
        Files.delete(locks().getFirst());
        CompletableFuture<RepositoryUse> coming;
        try (ObjectStore store = openStore();
                OpenRepository repository = Repository.open(store, access().password(), Clock.systemUTC());
                RepositoryLock foreign = repository.lock(new LockOwner("elsewhere", "prune"), LockMode.EXCLUSIVE)) {
            coming = CompletableFuture.supplyAsync(this::use);
            assertThat(locking.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(old.indexWith(List.of())).isNotNull();
            old.close();
            assertThat(coming).isNotDone();
            foreign.ensureHeld();
        }
        coming.get(1, TimeUnit.MINUTES).close();
        assertThat(locks()).isEmpty();
    }

    /** The store may be away for long. */
    @Test
    void shouldLetACancelledOneGoWhileItIsBeingOpened() throws Exception {
        CountDownLatch away = new CountDownLatch(1);
        storeIsAway = away;
        CompletableFuture<RepositoryUse> first = CompletableFuture.supplyAsync(this::use);
        assertThat(opening.await(1, TimeUnit.MINUTES)).isTrue();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread second = Thread.startVirtualThread(() -> end.complete(catchThrowable(this::use)));
        try {
            second.interrupt();
            assertThat(end.get(1, TimeUnit.MINUTES))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.CANCELLED));
            assertThat(first).isNotDone();
        } finally {
            away.countDown();
        }
        first.get(1, TimeUnit.MINUTES).close();
        assertThat(locks()).isEmpty();
    }

    private RepositoryUse useWithLostLock() {
        losing = true;
        RepositoryUse use = use();
        losing = false;
        return use;
    }

    private ObjectStore openStore() {
        return ObjectStores.open(access().location(), access().credentials());
    }

    private RepositoryAccess access() {
        return Assignments.repository(folder.resolve("store"));
    }

    private RepositoryUse use() {
        return repositories.use(access());
    }

    private List<Path> locks() throws IOException {
        try (var files = Files.list(folder.resolve("store/locks"))) {
            return files.toList();
        }
    }
}
