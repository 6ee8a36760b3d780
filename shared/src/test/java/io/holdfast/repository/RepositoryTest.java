package io.holdfast.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotListing;
import io.holdfast.task.Secret;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final byte[] NOISE = new byte[1000];

    static {
        new Random(1).nextBytes(NOISE);
    }

    private final MemoryObjectStore store = new MemoryObjectStore();

    @Test
    void shouldBeMadeOnceAndOpenedByItsPassword() {
        String id;
        try (OpenRepository made = Repository.create(store, TestRepositories.PASSWORD, TestRepositories.CHEAP, CLOCK)) {
            id = made.id();
        }
        assertFails(
                FailureKind.ALREADY_EXISTS,
                () -> Repository.create(store, TestRepositories.PASSWORD, TestRepositories.CHEAP, CLOCK));
        try (OpenRepository opened = open()) {
            assertThat(opened.id()).isEqualTo(id).hasSize(64);
        }
        assertFails(FailureKind.WRONG_PASSWORD, () -> Repository.open(store, new Secret("wrong"), CLOCK));
    }

    @Test
    void shouldSayWhereThereIsNone() {
        assertFails(FailureKind.NOT_FOUND, this::open).hasMessageContaining(store.describe());
    }

    /**
     * Creators who meet must end with one config and no key that would open but not fit, which restic might try first. Were
     * the second one to delete its key unseen, the key that the first one had adopted would be gone, and all with it.
     */
    @RepeatedTest(5)
    void shouldBeOneRepositoryHoweverManyMakeItTogether() throws Exception {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        try (TaskGroup group = new TaskGroup(Workers.platformThreads("create"))) {
            for (int i = 0; i < 4; i++) {
                group.fork(() -> {
                    try (OpenRepository repository = TestRepositories.openOrCreate(store)) {
                        ids.add(repository.id());
                    }
                });
            }
            group.join();
        }
        assertThat(ids).hasSize(1);
        byte[] config = store.get("config");
        assertThat(keys()).isNotEmpty();
        KeyRing ring = new KeyRing(store, new SecureRandom());
        List<KeyRing.Opened> opened = ring.open(TestRepositories.PASSWORD);
        assertThat(opened)
                .allSatisfy(key -> assertThat(ring.fit(List.of(key), config)).isPresent());
    }

    @Test
    void shouldGoOnWithTheKeyOfACreatorThatDied() {
        TestRepositories.openOrCreate(store).close();
        store.delete("config");
        List<String> left = keys();
        TestRepositories.openOrCreate(store).close();
        assertThat(keys()).isEqualTo(left);
    }

    @Test
    void shouldNameADamagedConfigAndKey() {
        TestRepositories.openOrCreate(store).close();
        byte[] config = store.get("config");
        damage("config");
        assertFails(FailureKind.CORRUPT, this::open).hasMessageContaining("config");
        store.put("config", ObjectContent.of(config));
        damage(keys().getFirst());
        assertFails(FailureKind.CORRUPT, this::open).hasMessageContaining(keys().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"index/", "snapshots/", "data/"})
    void shouldNameTheDamagedFileAndTheRemedy(String prefix) {
        BlobId id = fill();
        String file = keys(prefix).getFirst();
        damage(file);
        assertFails(FailureKind.CORRUPT, () -> readEverything(id))
                .hasMessageContaining(file.substring(file.lastIndexOf('/') + 1))
                .hasMessageContainingAll(store.describe(), "To repair it,");
    }

    @Test
    void shouldNameAMissingPackAndABlobThatNoIndexKnows() {
        BlobId id = fill();
        String pack = keys("data/").getFirst();
        store.delete(pack);
        assertFails(FailureKind.CORRUPT, () -> readEverything(id))
                .hasMessageContaining(pack.substring(pack.lastIndexOf('/') + 1))
                .hasMessageContaining("restic repair index");
        assertFails(FailureKind.CORRUPT, () -> readEverything(BlobId.of(new byte[] {9})))
                .hasMessageContaining("is in no index");
    }

    @Test
    void shouldFindSnapshotsByPrefixAndTellApart() {
        fill();
        fill();
        try (OpenRepository repository = open()) {
            assertThat(repository.snapshots()).hasSize(2);
            assertFails(FailureKind.NOT_FOUND, () -> repository.snapshot("xyz"));
            assertFails(FailureKind.INVALID_INPUT, () -> repository.snapshot(""));
        }
        try (MemoryObjectStore empty = new MemoryObjectStore();
                OpenRepository repository = TestRepositories.openOrCreate(empty)) {
            assertFails(FailureKind.NOT_FOUND, () -> repository.snapshot("latest"));
        }
    }

    @Test
    void shouldPassOverADamagedSnapshotAndNameIt() {
        fill();
        String damaged = keys("snapshots/").getFirst();
        fill();
        damage(damaged);
        try (OpenRepository repository = open()) {
            assertThat(repository.snapshots()).hasSize(1);
            SnapshotListing listing = repository.listSnapshots();
            assertThat(listing.snapshots()).isEqualTo(repository.snapshots());
            assertThat(listing.damaged())
                    .singleElement()
                    .satisfies(damage ->
                            assertThat(damage).hasMessageContaining(damaged.substring(damaged.lastIndexOf('/') + 1)));
            assertFails(FailureKind.CORRUPT, () -> repository.snapshot("latest"));
        }
    }

    @Test
    void shouldPassOverASnapshotThatGoesMeanwhile() {
        fill();
        fill();
        String gone = keys("snapshots/").getFirst();
        ObjectStore losing = (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (_, method, arguments) -> {
                    if (method.getName().equals("get") && gone.equals(arguments[0])) {
                        throw new BackupException(FailureKind.NOT_FOUND, "gone");
                    }
                    return method.invoke(store, arguments);
                });
        try (OpenRepository repository = Repository.open(losing, TestRepositories.PASSWORD, CLOCK)) {
            assertThat(repository.snapshots()).hasSize(1);
            assertThat(repository.listSnapshots().damaged()).isEmpty();
        }
    }

    /** A key file that somebody has copied or is still writing is none. */
    @Test
    void shouldPassOverWhatIsNoKeyFile() {
        TestRepositories.openOrCreate(store).close();
        store.put("keys/README", ObjectContent.of("not a key"));
        store.put(keys().getFirst() + ".tmp", ObjectContent.of("half"));
        open().close();
        assertFails(FailureKind.WRONG_PASSWORD, () -> Repository.open(store, new Secret("another"), CLOCK));
    }

    private OpenRepository open() {
        return Repository.open(store, TestRepositories.PASSWORD, CLOCK);
    }

    private BlobId fill() {
        try (OpenRepository repository = TestRepositories.openOrCreate(store);
                BlobSaver saver = BlobSaver.open(repository.index(), TestRepositories.limits())) {
            BlobId id = saver.save(BlobType.DATA, ByteBuffer.wrap(NOISE));
            saver.flush();
            repository.saveSnapshot(Snapshot.of(Instant.now(), id, List.of("/x"), "host", "user", List.of()));
            return id;
        }
    }

    private void readEverything(BlobId id) {
        try (OpenRepository repository = open()) {
            repository.listSnapshots().damaged().forEach(damage -> {
                throw damage;
            });
            repository.index().load(id, BlobType.DATA);
        }
    }

    private List<String> keys() {
        return keys("keys/");
    }

    private List<String> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        store.list(prefix, entry -> keys.add(entry.key()));
        return keys;
    }

    private void damage(String file) {
        byte[] bytes = store.get(file);
        bytes[bytes.length / 2] ^= 4;
        store.put(file, ObjectContent.of(bytes));
    }

    private static AbstractThrowableAssert<?, ?> assertFails(FailureKind kind, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
