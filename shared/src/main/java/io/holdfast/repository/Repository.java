package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.KeyFile;
import io.holdfast.encrypt.RepositoryKey;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.task.Secret;
import io.holdfast.upload.FileKind;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Makes and opens repositories. The store's root is the repository's root, and stays the caller's to close.
 *
 * <p>The config is what makes a repository, and is created if absent, atomically. A key file comes first, because a config
 * that no key opens would be lost. Creators who meet try to use the same master key: one that finds a key file but no config
 * goes on with that key if its password opens it.
 */
public final class Repository {
    private Repository() {}

    /** Makes a repository and opens it; {@code ALREADY_EXISTS} where there is one. */
    public static OpenRepository create(ObjectStore store, Secret password, RepositoryOptions options, Clock clock) {
        if (store.stat(FileKind.CONFIG).isPresent()) {
            throw new BackupException(
                    FailureKind.ALREADY_EXISTS, "There is a repository in " + store.describe() + " already.");
        }
        return openOrCreate(store, password, options, clock);
    }

    /** Opens the repository, having made it where there was none; whoever comes second opens what the first one made. */
    public static OpenRepository openOrCreate(
            ObjectStore store, Secret password, RepositoryOptions options, Clock clock) {
        if (store.stat(FileKind.CONFIG).isEmpty()) {
            SecureRandom random = new SecureRandom();
            List<KeyRing.Opened> left = new KeyRing(store, random).open(password);
            if (left.isEmpty()) {
                RepositoryKey key = RepositoryKey.generate(random);
                String file = saveKey(store, key, password, options, clock, random);
                if (!createConfig(store, key, random)) {
                    deleteUnlessUsed(store, new KeyRing.Opened(file, key), random);
                }
            } else {
                createConfig(store, left.getFirst().key(), random);
            }
        }
        return open(store, password, clock);
    }

    /** Opens a repository; {@code NOT_FOUND}, {@code WRONG_PASSWORD}, {@code UNSUPPORTED} or {@code CORRUPT} tell why not. */
    public static OpenRepository open(ObjectStore store, Secret password, Clock clock) {
        SecureRandom random = new SecureRandom();
        byte[] sealedConfig = readConfig(store);
        KeyRing ring = new KeyRing(store, random);
        List<KeyRing.Opened> keys = ring.open(password);
        if (keys.isEmpty()) {
            throw new BackupException(
                    FailureKind.WRONG_PASSWORD,
                    "No key of the repository in " + store.describe()
                            + " opens with this password; give the one it was made with.");
        }
        Optional<KeyRing.OpenedConfig> fitting = ring.fit(keys, sealedConfig);
        if (fitting.isEmpty()) {
            throw new BackupException(
                    FailureKind.CORRUPT,
                    "The file config in " + store.describe()
                            + " is damaged: the repository's key does not open it. Restore it from a copy.");
        }
        RepositoryConfig config = fitting.get().config();
        requireSupported(config, store);
        return new OpenRepository(store, fitting.get(), random, clock);
    }

    private static byte[] readConfig(ObjectStore store) {
        try {
            return store.get(FileKind.CONFIG);
        } catch (BackupException e) {
            if (e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            throw new BackupException(
                    FailureKind.NOT_FOUND,
                    "There is no repository in " + store.describe() + " (" + e.getMessage()
                            + "); correct the place, or make one first.",
                    e);
        }
    }

    private static String saveKey(
            ObjectStore store,
            RepositoryKey key,
            Secret password,
            RepositoryOptions options,
            Clock clock,
            SecureRandom random) {
        byte[] file = KeyFile.create(
                key, password, options.keyCost(), clock.instant(), options.username(), options.hostname(), random);
        String name = FileKind.KEY.key(FileId.of(file));
        store.put(name, ObjectContent.of(file));
        return name;
    }

    /** The key of a creator that came second, unless the first one went on with it. */
    private static void deleteUnlessUsed(ObjectStore store, KeyRing.Opened key, SecureRandom random) {
        if (new KeyRing(store, random)
                .fit(List.of(key), store.get(FileKind.CONFIG))
                .isEmpty()) {
            store.delete(key.file());
        }
    }

    private static boolean createConfig(ObjectStore store, RepositoryKey key, SecureRandom random) {
        byte[] config = RepositoryConfig.generate(random).encode();
        return store.putIfAbsent(FileKind.CONFIG, ObjectContent.of(new ByteSealer(key, random).seal(config)));
    }

    private static void requireSupported(RepositoryConfig config, ObjectStore store) {
        if (config.version() < RepositoryConfig.VERSION) {
            throw new BackupException(
                    FailureKind.UNSUPPORTED,
                    "The repository in " + store.describe() + " has version " + config.version()
                            + ", which is not supported; run restic migrate upgrade_repo_v2 on it once.");
        }
        if (config.version() > RepositoryConfig.VERSION) {
            throw new BackupException(
                    FailureKind.UNSUPPORTED,
                    "The repository in " + store.describe() + " has version " + config.version()
                            + ", which is newer than this program; update the program.");
        }
    }
}
