package io.holdfast.cli.backup;

import io.holdfast.archive.ParentTree;
import io.holdfast.blob.FileId;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a backup is compared with, and what it makes needless.
 *
 * @param finished the last one that came to its end
 * @param unfinished those that have been left since, that are worth going on from; the newest first
 * @param leftovers all unfinished ones of the same host and path
 */
record Parents(Optional<StoredSnapshot> finished, List<StoredSnapshot> unfinished, List<FileId> leftovers) {
    Parents {
        unfinished = List.copyOf(unfinished);
        leftovers = List.copyOf(leftovers);
    }

    /** For the archiver, the newest first; files that changed after those backups began may differ from what they hold. */
    List<ParentTree> trees() {
        return Stream.concat(unfinished.stream(), finished.stream())
                .map(StoredSnapshot::snapshot)
                .map(snapshot -> new ParentTree(snapshot.tree(), snapshot.started(), !snapshot.isUnfinished()))
                .toList();
    }
}
