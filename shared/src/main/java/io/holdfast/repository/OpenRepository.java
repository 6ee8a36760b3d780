package io.holdfast.repository;

import io.holdfast.blob.FileId;
import io.holdfast.encrypt.RepositoryKey;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.IndexLoader;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotFiles;
import io.holdfast.snapshot.SnapshotFilter;
import io.holdfast.snapshot.SnapshotListing;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A repository whose key is known. Thread-safe. Closing it frees the memory behind its readers; locks are closed on their
 * own before, the store after, by whoever opened them.
 */
public final class OpenRepository implements AutoCloseable {
    private final ObjectStore store;
    private final RepositoryKey key;
    private final FileId keyFile;
    private final RepositoryConfig config;
    private final SecureRandom random;
    private final Clock clock;
    private final SealedFiles files;
    private final SnapshotFiles snapshots;
    private final BlobReader reader;

    OpenRepository(ObjectStore store, KeyRing.OpenedConfig opened, SecureRandom random, Clock clock) {
        this.store = store;
        this.key = opened.key().key();
        this.keyFile = opened.key().id();
        this.config = opened.config();
        this.random = random;
        this.clock = clock;
        this.files = new SealedFiles(store, key, random);
        this.snapshots = new SnapshotFiles(files);
        this.reader = new BlobReader(store, files, key, random);
    }

    private OpenRepository(OpenRepository same, SealedFiles files) {
        this.store = same.store;
        this.key = same.key;
        this.keyFile = same.keyFile;
        this.config = same.config;
        this.random = same.random;
        this.clock = same.clock;
        this.files = files;
        this.snapshots = new SnapshotFiles(files);
        this.reader = same.reader;
    }

    /** 64 hex digits that tell this repository from all others. */
    public String id() {
        return config.id();
    }

    /** The content of its file config, as JSON. */
    public byte[] configJson() {
        return config.encode();
    }

    /** Whether this very repository still lies in its store: it may have gone, and another may have been made in its place. */
    public boolean isStillThere() {
        try {
            byte[] sealed = store.get(FileKind.CONFIG);
            return new KeyRing(store, random)
                    .fit(List.of(new KeyRing.Opened(FileKind.CONFIG, key)), sealed)
                    .filter(found -> found.config().equals(config))
                    .isPresent();
        } catch (BackupException e) {
            if (e.kind() == FailureKind.NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    /** For sealing, and for deriving keys of other purposes. */
    public RepositoryKey key() {
        return key;
    }

    /** The key files, each of which opens the repository by a password of its own. */
    public RepositoryKeys keys() {
        return new RepositoryKeys(store, new KeyRing.Opened(FileKind.KEY.key(keyFile), key), random, clock);
    }

    public RepositoryLocks locks() {
        return new RepositoryLocks(files, this::storeTime);
    }

    public ObjectStore store() {
        return store;
    }

    public SealedFiles files() {
        return files;
    }

    public SecureRandom random() {
        return random;
    }

    /** Takes a lock that stock restic sees and respects; {@code LOCKED} names whoever excludes it. */
    public RepositoryLock lock(LockOwner owner, LockMode mode) {
        return lock(owner, mode, LockTimes.STANDARD);
    }

    /** The same, after waiting for others if need be. */
    public RepositoryLock lock(LockOwner owner, LockMode mode, LockWait wait) {
        return lock(owner, mode, wait, LockTimes.STANDARD);
    }

    RepositoryLock lock(LockOwner owner, LockMode mode, LockTimes times) {
        return lock(owner, mode, LockWait.NONE, times);
    }

    RepositoryLock lock(LockOwner owner, LockMode mode, LockWait wait, LockTimes times) {
        ObjectStore quick = ObjectStores.within(LockTimes.LONGEST_CALL, store);
        LockFiles locks = new LockFiles(new SealedFiles(quick, key, random));
        return new LockAttempt(locks, owner, mode, times, this::storeTime).acquire(wait);
    }

    /** Others judge a lock by their clocks, and these agree with the store's, whatever ours says. */
    private Instant storeTime() {
        return clock.instant().minus(store.clockAhead());
    }

    /**
     * The same repository for whoever has the lock: an index or snapshot is put or deleted only while it is held, which each try
     * asks for, and no try begins after others may call it stale. To be closed is this one, not what comes back.
     */
    public OpenRepository under(RepositoryLock lock) {
        ObjectStore changes = ObjectStores.guarded(LockTimes.STANDARD.longestWrite(), store, lock::ensureHeld);
        return new OpenRepository(this, files.changedThrough(changes));
    }

    /** Every snapshot that can be read, oldest first; others are passed over with a warning. */
    public List<StoredSnapshot> snapshots() {
        return snapshots.all();
    }

    /** Every snapshot, and what is wrong with those that cannot be read. */
    public SnapshotListing listSnapshots() {
        return snapshots.list();
    }

    /** The snapshot of this id, the only one whose id starts so, or the newest one for {@code latest}. */
    public StoredSnapshot snapshot(String name) {
        return snapshots.find(name);
    }

    /** The same, but {@code latest} is the newest one that matches the filter. */
    public StoredSnapshot snapshot(String name, SnapshotFilter filter) {
        return snapshots.find(name, filter);
    }

    /** The id of that, which need not be one that can be read unless it is {@code latest}. */
    public FileId snapshotId(String name, SnapshotFilter filter) {
        return snapshots.findId(name, filter);
    }

    /** Returns once the snapshot is durable. Every blob below its tree must be indexed before. */
    public FileId saveSnapshot(Snapshot snapshot) {
        return snapshots.save(snapshot);
    }

    /**
     * Removes the snapshot, which frees no space by itself. The lock is an exclusive one: a restore or a backup that compares
     * with it may not find it gone.
     */
    public void deleteSnapshot(FileId id, RepositoryLock lock) {
        under(lock).files.delete(FileKind.SNAPSHOT, id);
    }

    /** Loads the index, as it is now. */
    public IndexedRepository index() {
        return new IndexedRepository(this, new IndexLoader(files).load(), reader);
    }

    /** Loads what can be read of the index; a file that cannot goes to {@code failed}, which may throw its failure. */
    public IndexedRepository index(BiConsumer<FileId, BackupException> failed) {
        return new IndexedRepository(this, new IndexLoader(files).load(failed), reader);
    }

    @Override
    public void close() {
        reader.close();
    }
}
