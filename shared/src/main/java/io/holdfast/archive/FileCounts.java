package io.holdfast.archive;

import io.holdfast.save.SavedBytes;
import io.holdfast.task.BackupTotals;
import java.util.concurrent.atomic.LongAdder;

/** Counts files and directories as restic's summary does, compared with the parent. Thread-safe. */
final class FileCounts {
    private final LongAdder filesNew = new LongAdder();
    private final LongAdder filesChanged = new LongAdder();
    private final LongAdder filesUnmodified = new LongAdder();
    private final LongAdder directoriesNew = new LongAdder();
    private final LongAdder directoriesChanged = new LongAdder();
    private final LongAdder directoriesUnmodified = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void fileUnmodified(long size) {
        filesUnmodified.increment();
        bytes.add(size);
    }

    void fileRead(boolean hasParent, long size) {
        (hasParent ? filesChanged : filesNew).increment();
        bytes.add(size);
    }

    /** A later range of a file, which was counted with its first. */
    void rangeRead(long size) {
        bytes.add(size);
    }

    void directory(boolean hasParent, boolean same) {
        (same ? directoriesUnmodified : hasParent ? directoriesChanged : directoriesNew).increment();
    }

    /** All counts, with what the saver has stored since {@code before}. */
    BackupTotals totals(SavedBytes before, SavedBytes now) {
        long files = filesNew.sum() + filesChanged.sum() + filesUnmodified.sum();
        return new BackupTotals(
                filesNew.sum(),
                filesChanged.sum(),
                filesUnmodified.sum(),
                directoriesNew.sum(),
                directoriesChanged.sum(),
                directoriesUnmodified.sum(),
                now.dataBlobs() - before.dataBlobs(),
                now.treeBlobs() - before.treeBlobs(),
                now.plainBytes() - before.plainBytes(),
                now.packedBytes() - before.packedBytes(),
                files,
                bytes.sum());
    }
}
