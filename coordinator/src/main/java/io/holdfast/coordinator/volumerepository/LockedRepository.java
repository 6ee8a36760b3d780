package io.holdfast.coordinator.volumerepository;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.LockWait;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.task.RepositoryAccess;
import java.util.List;
import java.util.Optional;

/** An open repository under this coordinator's lock. What was there when it was locked decides on parents. */
final class LockedRepository implements VolumeRepository, AutoCloseable {
    private static final String USER = "holdfast";
    private final RepositoryAccess access;
    private final ObjectStore store;
    private final OpenRepository repository;
    private final RepositoryLock lock;
    private final List<StoredSnapshot> snapshots;

    /** Takes the lock; the store and the repository are this object's from here on, unless this fails. */
    LockedRepository(
            RepositoryAccess access, ObjectStore store, OpenRepository repository, LockOwner owner, LockWait wait) {
        this.access = access;
        this.store = store;
        this.repository = repository;
        this.lock = repository.lock(owner, LockMode.SHARED, wait);
        try {
            this.snapshots = repository.snapshots();
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public RepositoryAccess access() {
        return access;
    }

    @Override
    public String identifier() {
        return store.describe();
    }

    @Override
    public Optional<String> parentOf(VolumeIdentity volume) {
        return SnapshotTags.latestOf(volume, snapshots).map(found -> found.id().toHex());
    }

    @Override
    public String save(TakenVolume volume) {
        VolumeIdentity identity = volume.identity();
        Snapshot snapshot = Snapshot.of(
                        volume.begin(),
                        BlobId.fromHex(volume.tree()),
                        List.of("/" + identity.namespace() + "/" + identity.pod() + "/" + identity.volume()),
                        volume.node(),
                        USER,
                        SnapshotTags.of(volume.tags()))
                .withParent(volume.parent().map(FileId::fromHex))
                .withSummary(new SnapshotSummary(volume.begin(), volume.end(), volume.totals()));
        return repository.under(lock).saveSnapshot(snapshot).toHex();
    }

    @Override
    public void close() {
        try (store;
                repository) {
            lock.close();
        }
    }
}
