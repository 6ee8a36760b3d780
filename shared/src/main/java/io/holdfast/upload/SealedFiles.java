package io.holdfast.upload;

import io.holdfast.blob.FileId;
import io.holdfast.blob.IdPrefix;
import io.holdfast.compress.FileCompression;
import io.holdfast.concurrent.ByteBudget;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.Lease;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.RepositoryKey;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectEntry;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.SecondReading;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The repository's own small files (index, snapshots, locks): JSON, compressed, sealed, named by the SHA-256 of the stored
 * bytes. Thread-safe.
 */
public final class SealedFiles {
    /** How many files are fetched side by side; enough to hide the latency of a distant store. */
    private static final int PARALLEL_LOADS = 8;
    /** Bytes of long files that are being read together, and how many times each takes up its stored length meanwhile. */
    private static final long OPEN_TOGETHER = 32 << 20;

    private static final long COPIES = 3;

    private final ObjectStore store;
    /** The same store, as it is to be changed. */
    private final ObjectStore changes;

    private final RepositoryKey key;
    private final SecureRandom random;

    /** Receives the JSON of one file. */
    @FunctionalInterface
    public interface FileConsumer {
        void accept(FileId id, byte[] json);
    }

    /** Reads the JSON of one file as it is decompressed; the stream is closed for it. */
    @FunctionalInterface
    public interface FileReader {
        void read(StoredFile file, InputStream json);
    }

    private interface FileWork {
        void on(StoredFile file) throws InterruptedException, IOException;
    }

    public SealedFiles(ObjectStore store, RepositoryKey key, SecureRandom random) {
        this(store, store, key, random);
    }

    private SealedFiles(ObjectStore store, ObjectStore changes, RepositoryKey key, SecureRandom random) {
        this.store = store;
        this.changes = changes;
        this.key = key;
        this.random = random;
    }

    /** The same files, put and deleted through another view of the store, which may refuse that. */
    public SealedFiles changedThrough(ObjectStore forChanges) {
        return new SealedFiles(store, forChanges, key, random);
    }

    /** Returns once the file is durable. */
    public FileId save(FileKind kind, byte[] json) {
        return save(kind, json, _ -> {});
    }

    /** The same; {@code named} hears the file's name before it is put, since it may be there even if this fails. */
    public FileId save(FileKind kind, byte[] json, Consumer<FileId> named) {
        byte[] stored = new ByteSealer(key, random).seal(FileCompression.compress(json));
        FileId id = FileId.of(stored);
        named.accept(id);
        changes.put(kind.key(id), ObjectContent.of(stored));
        return id;
    }

    /** The JSON of a file; {@code CORRUPT} where its bytes are not those that its name promises. */
    public byte[] load(FileKind kind, FileId id) {
        byte[] stored = SecondReading.of(() -> fetch(kind, id));
        try {
            return FileCompression.decompress(open(stored));
        } catch (BackupException e) {
            throw damaged(kind, id, e);
        }
    }

    private byte[] fetch(FileKind kind, FileId id) {
        byte[] stored = store.get(kind.key(id));
        if (!FileId.of(stored).equals(id)) {
            var wrong = new BackupException(FailureKind.CORRUPT, "the bytes do not have the hash that is its name");
            throw damaged(kind, id, wrong);
        }
        return stored;
    }

    private byte[] open(byte[] stored) {
        return new ByteSealer(key, random).open(stored);
    }

    /** Loads the files, several at a time on threads of their own; the consumer is called by many threads, in no order. */
    public void loadAll(FileKind kind, List<StoredFile> files, FileConsumer each) {
        loadAll(kind, files, each, (_, failure) -> {
            throw failure;
        });
    }

    /** The same, but one file's failure goes to {@code failed}, which ends the loading only by throwing it. */
    public void loadAll(
            FileKind kind, List<StoredFile> files, FileConsumer each, BiConsumer<FileId, BackupException> failed) {
        forEach(kind, files, file -> each.accept(file.id(), load(kind, file.id())), failed);
    }

    /** The same for files that are too long for their JSON to be held: few of them are open together, and it is read on the way. */
    public void streamAll(
            FileKind kind, List<StoredFile> files, FileReader each, BiConsumer<FileId, BackupException> failed) {
        ByteBudget open = new ByteBudget(OPEN_TOGETHER);
        FileWork read = file -> {
            try (Lease _ = open.acquire(Math.max(1, COPIES * file.size()));
                    InputStream json = stream(kind, file.id())) {
                each.read(file, json);
            }
        };
        forEach(kind, files, read, failed);
    }

    private InputStream stream(FileKind kind, FileId id) {
        byte[] stored = SecondReading.of(() -> fetch(kind, id));
        try {
            return FileCompression.stream(open(stored));
        } catch (BackupException e) {
            throw damaged(kind, id, e);
        }
    }

    private void forEach(
            FileKind kind, List<StoredFile> files, FileWork work, BiConsumer<FileId, BackupException> failed) {
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("load-" + kind.label()))) {
            for (StoredFile file : files) {
                group.forkWithin(PARALLEL_LOADS, () -> {
                    try {
                        work.on(file);
                    } catch (BackupException failure) {
                        failed.accept(file.id(), failure);
                    }
                });
            }
            group.join();
        } catch (InterruptedException e) {
            throw Cancellation.of("Loading the " + kind.label() + " files of " + store.describe(), e);
        }
    }

    /**
     * The files of a kind that are there; what lies beside them under other names is passed over, as restic does, and so is
     * what lies where nobody would look for it.
     */
    public List<StoredFile> list(FileKind kind) {
        List<StoredFile> files = new ArrayList<>();
        store.list(kind.prefix(), entry -> add(kind, entry, files));
        return files;
    }

    /** The file with this id, or the only one whose id begins so; {@code NOT_FOUND} or {@code INVALID_INPUT} tells of others. */
    public FileId find(FileKind kind, IdPrefix prefix) {
        if (prefix.isWhole()) {
            return FileId.fromHex(prefix.toString());
        }
        List<FileId> matches =
                list(kind).stream().map(StoredFile::id).filter(prefix::begins).toList();
        if (matches.isEmpty()) {
            throw new BackupException(
                    FailureKind.NOT_FOUND,
                    "No " + kind.label() + " in " + store.describe() + " has the id " + prefix + ".");
        }
        if (matches.size() > 1) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    matches.size() + " ids of a " + kind.label() + " begin with " + prefix + "; give more digits.");
        }
        return matches.getFirst();
    }

    public boolean exists(FileKind kind, FileId id) {
        return store.stat(kind.key(id)).isPresent();
    }

    public void delete(FileKind kind, FileId id) {
        changes.delete(kind.key(id));
    }

    /** The failure that names the damaged file and what to do about it; the cause tells what is wrong with it. */
    public BackupException damaged(FileKind kind, FileId id, BackupException cause) {
        if (cause.kind() == FailureKind.UNSUPPORTED) {
            return new BackupException(
                    cause.kind(),
                    "The " + kind.label() + " file " + id + " in " + store.describe() + " cannot be read: "
                            + cause.getMessage() + ". Use that client, or a newer version of holdfast.",
                    cause);
        }
        String remedy = switch (kind) {
            case PACK -> "run restic repair packs " + id + ", then restic repair snapshots --forget";
            case INDEX -> "run restic repair index, which makes it anew from the packs";
            case SNAPSHOT ->
                "restore the file from a copy, or run holdfast repo forget " + id
                        + ", which gives the snapshot up, and back up again; other snapshots are not affected";
            case LOCK ->
                "make sure that nothing uses the repository, then run holdfast repo unlock --remove-all, or restic"
                        + " unlock --remove-all";
            case KEY -> "remove it with restic key remove, or restore it from a copy";
        };
        return new BackupException(
                cause.kind(),
                "The " + kind.label() + " file " + id + " in " + store.describe() + " is damaged: " + cause.getMessage()
                        + ". To repair it, " + remedy + ".",
                cause);
    }

    private static void add(FileKind kind, ObjectEntry entry, List<StoredFile> files) {
        String name = entry.key().substring(entry.key().lastIndexOf('/') + 1);
        if (name.matches("[0-9a-f]{64}") && entry.key().equals(kind.key(FileId.fromHex(name)))) {
            files.add(new StoredFile(FileId.fromHex(name), entry.size()));
        }
    }
}
