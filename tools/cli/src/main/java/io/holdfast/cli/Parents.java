package io.holdfast.cli;

import io.holdfast.archive.ParentTree;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a backup is compared with: the last that was finished, and one begun since that was not. */
record Parents(Optional<StoredSnapshot> finished, Optional<StoredSnapshot> unfinished) {
    static final Parents NONE = new Parents(Optional.empty(), Optional.empty());

    /** For the archiver, the newest first; files that changed after those backups began may differ from what they hold. */
    List<ParentTree> trees() {
        return Stream.concat(unfinished.stream(), finished.stream())
                .map(StoredSnapshot::snapshot)
                .map(snapshot -> new ParentTree(snapshot.tree(), snapshot.started(), !snapshot.isUnfinished()))
                .toList();
    }
}
