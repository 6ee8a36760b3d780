package io.holdfast.cli.backup;

import io.holdfast.archive.ParentTree;
import io.holdfast.blob.FileId;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a backup is compared with, and what becomes of what others have left unfinished.
 *
 * @param finished the last one that came to its end
 * @param unfinished those that have been left since, that are worth going on from; the newest first
 * @param kept unfinished ones of the same host and path that go once the backup is finished
 * @param surplus the others of these, which go at once
 */
record Parents(
        Optional<StoredSnapshot> finished, List<StoredSnapshot> unfinished, List<FileId> kept, List<FileId> surplus) {
    /** Each that stays keeps its data from prune, and a backup that is killed again and again leaves one each time. */
    static final int MOST_KEPT = 3;

    Parents {
        unfinished = List.copyOf(unfinished);
        kept = List.copyOf(kept);
        surplus = List.copyOf(surplus);
        if (kept.size() > MOST_KEPT) {
            throw new IllegalArgumentException("more are kept than " + MOST_KEPT + ": " + kept);
        }
    }

    /** For the archiver, the newest first; files that changed after those backups began may differ from what they hold. */
    List<ParentTree> trees() {
        return Stream.concat(unfinished.stream(), finished.stream())
                .map(StoredSnapshot::snapshot)
                .map(snapshot -> new ParentTree(snapshot.tree(), snapshot.started(), !snapshot.isUnfinished()))
                .toList();
    }
}
