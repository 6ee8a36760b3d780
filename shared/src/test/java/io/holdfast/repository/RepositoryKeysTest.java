package io.holdfast.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.FailingObjectStore;
import io.holdfast.objectstore.ForwardingObjectStore;
import io.holdfast.objectstore.MemoryObjectStore;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.task.Secret;
import io.holdfast.upload.FileKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepositoryKeysTest {
    private static final Secret NEW = new Secret("new password");

    private final MemoryObjectStore store = new MemoryObjectStore();

    @Test
    void shouldOpenByEachPassword() {
        try (OpenRepository repository = TestRepositories.openOrCreate(store)) {
            FileId added = repository.keys().add(NEW, TestRepositories.CHEAP);
            assertThat(repository.keys().list().keys())
                    .extracting(StoredKey::id)
                    .contains(added)
                    .hasSize(2);
            assertThat(current(repository)).isNotEqualTo(added);
            try (OpenRepository again = Repository.open(store, NEW, Clock.systemUTC())) {
                assertThat(again.id()).isEqualTo(repository.id());
                assertThat(current(again)).isEqualTo(added);
            }
        }
    }

    @Test
    void shouldNotRemoveTheKeyInUse() {
        try (OpenRepository repository = TestRepositories.openOrCreate(store);
                RepositoryLock lock = alone(repository)) {
            FileId added = repository.keys().add(NEW, TestRepositories.CHEAP);
            assertThatThrownBy(() -> repository.keys().remove(current(repository), lock))
                    .isInstanceOfSatisfying(
                            BackupException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.INVALID_INPUT))
                    .hasMessageContaining(current(repository).toShortHex());
            repository.keys().remove(added, lock);
        }
        assertThat(opens(store, NEW)).isFalse();
        assertThat(opens(store, TestRepositories.PASSWORD)).isTrue();
    }

    @Test
    void shouldRemoveNothingWithoutItsLock() {
        try (OpenRepository repository = TestRepositories.openOrCreate(store)) {
            FileId added = repository.keys().add(NEW, TestRepositories.CHEAP);
            RepositoryLock lost = TestRepositories.lostLock(repository);
            assertThatThrownBy(() -> repository.keys().remove(added, lost)).hasMessageContaining("lock");
            assertThatThrownBy(() -> repository.keys().replaceCurrent(NEW, TestRepositories.CHEAP, lost))
                    .hasMessageContaining("lock");
            lost.close();
        }
        assertThat(opens(store, NEW)).isTrue();
        assertThat(opens(store, TestRepositories.PASSWORD)).isTrue();
    }

    /** The process dies before each of its calls to the store in turn; the old password opens until the new one does. */
    @Test
    void shouldAlwaysBeOpenedByOneOfThePasswords() {
        List<Boolean> newOpens = new ArrayList<>();
        boolean done = false;
        for (int calls = 0; !done; calls++) {
            MemoryObjectStore memory = new MemoryObjectStore();
            FailingObjectStore failing = new FailingObjectStore(memory);
            try (OpenRepository repository = TestRepositories.openOrCreate(failing);
                    RepositoryLock lock = alone(repository)) {
                failing.dieAfter(calls, new BackupException(FailureKind.UNAVAILABLE, "died"));
                FileId _ = repository.keys().replaceCurrent(NEW, TestRepositories.CHEAP, lock);
                done = true;
            } catch (BackupException e) {
                assertThat(e).hasMessage("died");
            }
            boolean byNew = opens(memory, NEW);
            newOpens.add(byNew);
            assertThat(byNew || opens(memory, TestRepositories.PASSWORD))
                    .as("opens after %d calls", calls)
                    .isTrue();
            assertThat(opens(memory, TestRepositories.PASSWORD)).isNotEqualTo(done);
        }
        assertThat(newOpens).as("by the new password, after so many calls").containsExactly(false, true, true, true);
    }

    @Test
    void shouldKeepTheOldKeyWhereTheNewOneDoesNotComeBack() {
        ObjectStore spoiling = new ForwardingObjectStore(store) {
            @Override
            public void put(String key, ObjectContent content) {
                boolean spoilt = key.startsWith(FileKind.KEY.prefix()) && !keys().isEmpty();
                super.put(key, spoilt ? ObjectContent.of(new byte[0]) : content);
            }
        };
        try (OpenRepository repository = TestRepositories.openOrCreate(spoiling);
                RepositoryLock lock = alone(repository)) {
            assertThatThrownBy(() -> repository.keys().replaceCurrent(NEW, TestRepositories.CHEAP, lock))
                    .hasMessageContaining("does not come back");
        }
        assertThat(keys()).hasSize(1);
        assertThat(opens(store, TestRepositories.PASSWORD)).isTrue();
    }

    @Test
    void shouldNameADamagedKeyFile() {
        try (OpenRepository repository = TestRepositories.openOrCreate(store)) {
            FileId bad = FileId.of(new byte[] {1});
            store.put(FileKind.KEY.key(bad), ObjectContent.of(new byte[] {2}));
            KeyListing listing = repository.keys().list();
            assertThat(listing.keys()).hasSize(1);
            assertThat(listing.damaged())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasMessageContaining(bad.toHex()));
        }
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        store.list(FileKind.KEY.prefix(), entry -> keys.add(entry.key()));
        return keys;
    }

    private static RepositoryLock alone(OpenRepository repository) {
        return repository.lock(new LockOwner("here", "tester"), LockMode.EXCLUSIVE);
    }

    private static FileId current(OpenRepository repository) {
        return repository.keys().list().keys().stream()
                .filter(StoredKey::current)
                .map(StoredKey::id)
                .findFirst()
                .orElseThrow();
    }

    private static boolean opens(ObjectStore store, Secret password) {
        try (OpenRepository _ = Repository.open(store, password, Clock.systemUTC())) {
            return true;
        } catch (BackupException e) {
            assertThat(e.kind()).isEqualTo(FailureKind.WRONG_PASSWORD);
            return false;
        }
    }
}
