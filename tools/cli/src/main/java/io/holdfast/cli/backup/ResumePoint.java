package io.holdfast.cli.backup;

import io.holdfast.archive.ArchivedTree;
import io.holdfast.blob.FileId;
import io.holdfast.failure.BackupException;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.snapshot.SnapshotSummary;
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
    private final List<FileId> own = new ArrayList<>();
    private final List<FileId> kept;
    private final List<FileId> surplus;

    ResumePoint(OpenRepository repository, RepositoryLock lock, SnapshotOrigin origin, Clock clock) {
        this.repository = repository;
        this.lock = lock;
        this.origin = origin;
        this.clock = clock;
        this.kept = new ArrayList<>(origin.parents().kept());
        this.surplus = new ArrayList<>(origin.parents().surplus());
    }

    /**
     * The backup begins, and nobody else is at work, who might go on from what is removed: what is not worth going on from goes
     * now, not when a backup is finished. Where none ever is, each try would add to it. Answers how many have gone.
     */
    int begun() {
        lock.ensureHeld();
        int before = surplus.size();
        remove(surplus);
        return before - surplus.size();
    }

    /**
     * The tree is durable and indexed. What is worth going on from stays: this one may have come less far by now than one that
     * it goes on from.
     */
    void reached(ArchivedTree soFar) {
        lock.ensureHeld();
        SnapshotSummary summary = new SnapshotSummary(origin.started(), clock.instant(), soFar.totals());
        FileId saved = repository.saveSnapshot(origin.unfinished(soFar.tree(), summary));
        remove(own);
        own.add(saved);
    }

    /** The backup is finished, and its own snapshot durable: nobody needs to go on from what was there when it began. */
    void passed() {
        remove(own);
        remove(surplus);
        remove(kept);
    }

    /**
     * Those that cannot be removed do no harm: a finished snapshot is newer, and the next backup tries again. So this ends at the
     * first failure, and fails no backup whose own snapshot is durable by now; a lock that is lost is noticed by what needs it.
     */
    private void remove(List<FileId> outdated) {
        for (FileId id : List.copyOf(outdated)) {
            try {
                repository.files().delete(FileKind.SNAPSHOT, id);
                outdated.remove(id);
            } catch (BackupException e) {
                LOG.warn("snapshots of unfinished backups are left for the next one: {}", e.getMessage());
                return;
            }
        }
    }
}
