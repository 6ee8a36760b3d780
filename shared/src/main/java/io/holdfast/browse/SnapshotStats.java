package io.holdfast.browse;

import io.holdfast.blob.BlobId;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.List;

/** Counts what is in snapshots as restic does. */
public final class SnapshotStats {
    private SnapshotStats() {}

    /** One way of counting; is shown one root tree after the other. */
    interface Counter {
        void add(BlobId root);

        StatsFigures figures();
    }

    /** {@code CORRUPT} where a tree or blob is lost: the rest would say nothing. */
    public static StatsFigures of(List<StoredSnapshot> snapshots, StatsMode mode, IndexedRepository repository) {
        Counter counter = switch (mode) {
            case RESTORE_SIZE -> new RestoreSizeCounter(repository);
            case FILES_BY_CONTENTS -> new ContentCounter(repository);
            case BLOBS_PER_FILE -> new FileBlobCounter(repository);
            case RAW_DATA -> new RawDataCounter(repository);
        };
        snapshots.forEach(stored -> counter.add(stored.snapshot().tree()));
        return counter.figures();
    }
}
