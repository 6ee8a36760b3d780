package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.encrypt.KeyFile;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.task.Secret;
import io.holdfast.upload.FileKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;

/**
 * The key files of an open repository. A new one is stored and read back before an old one goes, and the one that has opened the
 * repository goes only for one that has been seen to: at any instant somebody's password opens it.
 */
public final class RepositoryKeys {
    private final ObjectStore store;
    private final KeyRing.Opened current;
    private final SecureRandom random;
    private final Clock clock;

    RepositoryKeys(ObjectStore store, KeyRing.Opened current, SecureRandom random, Clock clock) {
        this.store = store;
        this.current = current;
        this.random = random;
        this.clock = clock;
    }

    public KeyListing list() {
        return new KeyRing(store, random).list(current.id());
    }

    /** Lets one more password open the repository; answers the new key's id. The caller holds a lock. */
    public FileId add(Secret password, RepositoryOptions options) {
        byte[] file = KeyFile.create(
                current.key(),
                password,
                options.keyCost(),
                clock.instant(),
                options.username(),
                options.hostname(),
                random);
        requireSameKey(file, password);
        FileId id = FileId.of(file);
        String name = FileKind.KEY.key(id);
        store.put(name, ObjectContent.of(file));
        if (!Arrays.equals(store.get(name), file)) {
            store.delete(name);
            throw new BackupException(
                    FailureKind.CORRUPT,
                    "The new key file does not come back from " + store.describe()
                            + " as it was stored, so it was removed; find out what is wrong with the store.");
        }
        return id;
    }

    /** The file's password no longer opens the repository. The lock is an exclusive one. */
    public void remove(FileId id, RepositoryLock lock) {
        if (id.equals(current.id())) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "The key " + id.toShortHex() + " is the one that has opened the repository now; open it by another"
                            + " password to remove this one.");
        }
        lock.ensureHeld();
        store.delete(FileKind.KEY.key(id));
    }

    /** Another password takes the place of the one that has opened the repository now. The lock is an exclusive one. */
    public FileId replaceCurrent(Secret password, RepositoryOptions options, RepositoryLock lock) {
        FileId id = add(password, options);
        lock.ensureHeld();
        store.delete(current.file());
        return id;
    }

    private void requireSameKey(byte[] file, Secret password) {
        boolean opens = KeyFile.parse(file)
                .open(password)
                .filter(key -> key.isSame(current.key()))
                .isPresent();
        if (!opens) {
            throw new BackupException(FailureKind.INTERNAL, "the new key file does not open with its password");
        }
    }
}
