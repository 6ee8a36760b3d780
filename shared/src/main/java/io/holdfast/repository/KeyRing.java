package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.KeyFile;
import io.holdfast.encrypt.RepositoryKey;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.SecondReading;
import io.holdfast.task.Secret;
import io.holdfast.upload.FileKind;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tries the key files of a repository against a password. */
final class KeyRing {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final ObjectStore store;
    private final SecureRandom random;

    KeyRing(ObjectStore store, SecureRandom random) {
        this.store = store;
        this.random = random;
    }

    /** A key file's master key, with the file's key in the store. */
    record Opened(String file, RepositoryKey key) {
        /** The file's id; of the config's key there is none. */
        FileId id() {
            return idOf(file);
        }
    }

    private static FileId idOf(String file) {
        return FileId.fromHex(file.substring(FileKind.KEY.prefix().length()));
    }

    /**
     * Every master key that the password opens. More than one, of which one fits the config, is what two creators leave that
     * met and died; {@code CORRUPT} where none opens but some file could not be read. A file that goes meanwhile is none.
     */
    List<Opened> open(Secret password) {
        List<Opened> opened = new ArrayList<>();
        List<BackupException> damaged = new ArrayList<>();
        for (String file : files()) {
            try {
                read(file).open(password).ifPresent(key -> opened.add(new Opened(file, key)));
            } catch (BackupException e) {
                if (e.kind() == FailureKind.CORRUPT || e.kind() == FailureKind.UNSUPPORTED) {
                    damaged.add(unusable(file, e));
                } else if (e.kind() != FailureKind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        if (opened.isEmpty() && !damaged.isEmpty()) {
            throw damaged.getFirst();
        }
        return opened;
    }

    /** The first of the keys that opens the config, with it; empty where none does. It is read again before that is said. */
    Optional<OpenedConfig> fit(List<Opened> keys, byte[] sealedConfig) {
        return fitAtOnce(keys, sealedConfig).or(() -> fitAtOnce(keys, store.get(FileKind.CONFIG)));
    }

    private Optional<OpenedConfig> fitAtOnce(List<Opened> keys, byte[] sealedConfig) {
        for (Opened key : keys) {
            try {
                byte[] config = new ByteSealer(key.key(), random).open(sealedConfig);
                return Optional.of(new OpenedConfig(key, RepositoryConfig.decode(config)));
            } catch (BackupException e) {
                if (e.kind() != FailureKind.CORRUPT) {
                    throw e;
                }
            }
        }
        return Optional.empty();
    }

    record OpenedConfig(Opened key, RepositoryConfig config) {}

    /** Every key file, whether it can be read or not; one that goes meanwhile is none. */
    KeyListing list(FileId current) {
        List<StoredKey> keys = new ArrayList<>();
        List<BackupException> damaged = new ArrayList<>();
        for (String file : files()) {
            FileId id = idOf(file);
            try {
                keys.add(new StoredKey(id, read(file).origin(), id.equals(current)));
            } catch (BackupException e) {
                if (e.kind() == FailureKind.CORRUPT || e.kind() == FailureKind.UNSUPPORTED) {
                    damaged.add(unusable(file, e));
                } else if (e.kind() != FailureKind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return new KeyListing(keys, damaged);
    }

    private BackupException unusable(String file, BackupException cause) {
        return new BackupException(
                cause.kind(),
                "The key file " + file + " in " + store.describe() + " cannot be used: " + cause.getMessage()
                        + ". Restore it from a copy of the repository.",
                cause);
    }

    /** What lies beside the key files under other names is passed over, as restic does. */
    private List<String> files() {
        List<String> files = new ArrayList<>();
        store.list(FileKind.KEY.prefix(), entry -> {
            if (NAME.matcher(entry.key().substring(FileKind.KEY.prefix().length()))
                    .matches()) {
                files.add(entry.key());
            }
        });
        return files;
    }

    private KeyFile read(String file) {
        return KeyFile.parse(SecondReading.of(() -> fetch(file)));
    }

    private byte[] fetch(String file) {
        byte[] bytes = store.get(file);
        if (!file.endsWith(FileId.of(bytes).toHex())) {
            throw new BackupException(FailureKind.CORRUPT, "its bytes do not have the hash that is its name");
        }
        return bytes;
    }
}
