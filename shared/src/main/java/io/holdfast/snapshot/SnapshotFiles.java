package io.holdfast.snapshot;

import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import io.holdfast.upload.StoredFile;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The snapshots that lie in a repository. Thread-safe. */
public final class SnapshotFiles {
    private static final String LATEST = "latest";

    private final SealedFiles files;

    public SnapshotFiles(SealedFiles files) {
        this.files = files;
    }

    /** Every snapshot, oldest first. */
    public List<StoredSnapshot> all() {
        ConcurrentLinkedQueue<StoredSnapshot> loaded = new ConcurrentLinkedQueue<>();
        files.loadAll(
                FileKind.SNAPSHOT,
                files.list(FileKind.SNAPSHOT),
                (id, json) -> loaded.add(new StoredSnapshot(id, decode(id, json))));
        return loaded.stream()
                .sorted(Comparator.comparing(
                                (StoredSnapshot stored) -> stored.snapshot().time())
                        .thenComparing(StoredSnapshot::id))
                .toList();
    }

    /**
     * The snapshot with this id, the only one whose id starts so, or the newest one for {@code latest}; {@code NOT_FOUND} or
     * {@code INVALID_INPUT} tells what is wrong with the name.
     */
    public StoredSnapshot find(String name) {
        if (name.equals(LATEST)) {
            List<StoredSnapshot> all = all();
            if (all.isEmpty()) {
                throw new BackupException(FailureKind.NOT_FOUND, "The repository has no snapshot yet; back up first.");
            }
            return all.getLast();
        }
        List<FileId> matches = files.list(FileKind.SNAPSHOT).stream()
                .map(StoredFile::id)
                .filter(id -> id.toHex().startsWith(name))
                .toList();
        if (matches.isEmpty()) {
            throw new BackupException(
                    FailureKind.NOT_FOUND, "No snapshot has the id " + name + "; list them to see which there are.");
        }
        if (matches.size() > 1) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    matches.size() + " snapshots have ids that start with " + name + "; give more digits.");
        }
        return load(matches.getFirst());
    }

    public StoredSnapshot load(FileId id) {
        return new StoredSnapshot(id, decode(id, files.load(FileKind.SNAPSHOT, id)));
    }

    /** Returns once the snapshot is durable. */
    public FileId save(Snapshot snapshot) {
        return files.save(FileKind.SNAPSHOT, SnapshotCodec.encode(snapshot));
    }

    private Snapshot decode(FileId id, byte[] json) {
        try {
            return SnapshotCodec.decode(json);
        } catch (BackupException e) {
            throw files.damaged(FileKind.SNAPSHOT, id, e);
        }
    }
}
