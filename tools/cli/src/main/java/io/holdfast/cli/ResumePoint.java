package io.holdfast.cli;

import io.holdfast.archive.ArchivedTree;
import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.upload.FileKind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running backup has stored, kept as a snapshot with a tag of its own: the next backup of the same host and path goes
 * on from it, whatever becomes of this one, and no prune takes its data away. Used by one thread at a time.
 */
final class ResumePoint {
    private static final Logger LOG = LoggerFactory.getLogger(ResumePoint.class);

    private final OpenRepository repository;
    private final RepositoryLock lock;
    private final SnapshotOrigin origin;
    private final Clock clock;
    private final List<FileId> outdated = new ArrayList<>();

    /** It takes the place of the one that the backup itself goes on from. */
    ResumePoint(OpenRepository repository, RepositoryLock lock, SnapshotOrigin origin, Clock clock) {
        this.repository = repository;
        this.lock = lock;
        this.origin = origin;
        this.clock = clock;
        origin.parents().unfinished().map(StoredSnapshot::id).ifPresent(outdated::add);
    }

    /** The tree is durable and indexed. */
    void reached(ArchivedTree soFar) {
        lock.ensureHeld();
        SnapshotSummary summary = new SnapshotSummary(origin.started(), clock.instant(), soFar.totals());
        FileId saved = repository.saveSnapshot(origin.unfinished(soFar.tree(), summary));
        removeOutdated();
        outdated.add(saved);
    }

    /** The backup is finished, and its own snapshot durable. */
    void passed() {
        removeOutdated();
    }

    /** One that cannot be removed does no harm: the next finished snapshot is newer, so no backup goes on from it. */
    private void removeOutdated() {
        for (FileId id : List.copyOf(outdated)) {
            try {
                repository.files().delete(FileKind.SNAPSHOT, id);
                outdated.remove(id);
            } catch (BackupException e) {
                LOG.warn("the snapshot {} of an unfinished backup could not be removed", id.toShortHex(), e);
            }
        }
    }
}
