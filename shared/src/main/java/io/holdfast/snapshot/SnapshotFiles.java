package io.holdfast.snapshot;

import io.holdfast.blob.FileId;
import io.holdfast.blob.IdPrefix;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.SealedFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots that lie in a repository. Thread-safe. */
public final class SnapshotFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFiles.class);
    public static final String LATEST = "latest";

    private final SealedFiles files;

    public SnapshotFiles(SealedFiles files) {
        this.files = files;
    }

    /** Every snapshot that can be read, oldest first; a damaged one concerns no other, so it is passed over with a warning. */
    public List<StoredSnapshot> all() {
        SnapshotListing listing = list();
        listing.damaged().forEach(damage -> LOG.warn("a snapshot is passed over: {}", damage.getMessage()));
        return listing.snapshots();
    }

    /** Every snapshot, and what is wrong with those that cannot be read; one that goes meanwhile is none. */
    public SnapshotListing list() {
        Queue<StoredSnapshot> loaded = new ConcurrentLinkedQueue<>();
        Queue<BackupException> damaged = new ConcurrentLinkedQueue<>();
        files.loadAll(
                FileKind.SNAPSHOT,
                files.list(FileKind.SNAPSHOT),
                (id, json) -> loaded.add(new StoredSnapshot(id, decode(id, json))),
                (_, failure) -> passOver(failure, damaged));
        List<StoredSnapshot> snapshots = loaded.stream()
                .sorted(Comparator.comparing(
                                (StoredSnapshot stored) -> stored.snapshot().time())
                        .thenComparing(StoredSnapshot::id))
                .toList();
        return new SnapshotListing(snapshots, List.copyOf(damaged));
    }

    private static void passOver(BackupException failure, Queue<BackupException> damaged) {
        if (failure.kind() == FailureKind.CORRUPT || failure.kind() == FailureKind.UNSUPPORTED) {
            damaged.add(failure);
        } else if (failure.kind() != FailureKind.NOT_FOUND) {
            throw failure;
        }
    }

    /**
     * The snapshot with this id, the only one whose id starts so, or the newest finished one for {@code latest}; {@code NOT_FOUND} or
     * {@code INVALID_INPUT} tells what is wrong with the name. Which is the newest cannot be told while one is damaged.
     */
    public StoredSnapshot find(String name) {
        return find(name, SnapshotFilter.ALL);
    }

    /** The same, but {@code latest} is the newest one that matches the filter. */
    public StoredSnapshot find(String name, SnapshotFilter filter) {
        if (name.equals(LATEST)) {
            return latest(list(), filter);
        }
        FileId id = id(name);
        try {
            return load(id);
        } catch (BackupException e) {
            throw e.kind() == FailureKind.NOT_FOUND ? unknown(name, e) : e;
        }
    }

    /** The id of that, which need not be one that can be read unless it is {@code latest}. */
    public FileId findId(String name, SnapshotFilter filter) {
        if (name.equals(LATEST)) {
            return latest(list(), filter).id();
        }
        FileId id = id(name);
        if (!files.exists(FileKind.SNAPSHOT, id)) {
            throw unknown(name, null);
        }
        return id;
    }

    private FileId id(String name) {
        if (!IdPrefix.isOne(name)) {
            throw new BackupException(
                    name.isEmpty() ? FailureKind.INVALID_INPUT : FailureKind.NOT_FOUND,
                    "\"" + name + "\" names no snapshot: give the beginning of an id, in hex digits, or latest.");
        }
        try {
            return files.find(FileKind.SNAPSHOT, IdPrefix.parse(name));
        } catch (BackupException e) {
            throw e.kind() == FailureKind.NOT_FOUND ? unknown(name, e) : e;
        }
    }

    private static BackupException unknown(String name, @Nullable BackupException cause) {
        return new BackupException(
                FailureKind.NOT_FOUND, "No snapshot has the id " + name + "; list them to see which there are.", cause);
    }

    private static StoredSnapshot latest(SnapshotListing listing, SnapshotFilter filter) {
        if (!listing.damaged().isEmpty()) {
            throw listing.damaged().getFirst();
        }
        List<StoredSnapshot> finished = listing.snapshots().stream()
                .filter(stored -> !stored.snapshot().isUnfinished())
                .toList();
        if (finished.isEmpty()) {
            throw new BackupException(FailureKind.NOT_FOUND, noneYet(listing));
        }
        return finished.stream()
                .filter(stored -> filter.matches(stored.snapshot()))
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new BackupException(
                        FailureKind.NOT_FOUND,
                        "No snapshot has " + filter + "; list the snapshots to see what they have."));
    }

    private static String noneYet(SnapshotListing listing) {
        return listing.snapshots().isEmpty()
                ? "The repository has no snapshot yet; back up first."
                : "The repository has only what unfinished backups have stored; back up again, which goes on from there, or"
                        + " name one of them by its id.";
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
