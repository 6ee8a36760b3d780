package io.holdfast.cli;

import io.holdfast.blob.FileId;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.task.BackupTotals;
import java.time.Duration;
import java.util.Locale;

/** What a backup did, under the names that restic's JSON has; {@code unreadable} is ours. */
record BackupSummary(
        String messageType,
        long filesNew,
        long filesChanged,
        long filesUnmodified,
        long dirsNew,
        long dirsChanged,
        long dirsUnmodified,
        long dataBlobs,
        long treeBlobs,
        long dataAdded,
        long dataAddedPacked,
        long totalFilesProcessed,
        long totalBytesProcessed,
        long unreadable,
        String backupStart,
        String backupEnd,
        double totalDuration,
        String snapshotId) {
    static BackupSummary of(FileId id, SnapshotSummary summary, long unreadable, Duration took) {
        BackupTotals totals = summary.totals();
        return new BackupSummary(
                "summary",
                totals.filesNew(),
                totals.filesChanged(),
                totals.filesUnmodified(),
                totals.dirsNew(),
                totals.dirsChanged(),
                totals.dirsUnmodified(),
                totals.dataBlobs(),
                totals.treeBlobs(),
                totals.dataAdded(),
                totals.dataAddedPacked(),
                totals.filesProcessed(),
                totals.bytesProcessed(),
                unreadable,
                summary.started().toString(),
                summary.ended().toString(),
                took.toMillis() / 1000.0,
                id.toHex());
    }

    String text() {
        String text = String.format(
                Locale.ROOT,
                """
                files: %d new, %d changed, %d unmodified
                data:  %s in all, %s new with folders, stored in %s%s
                time:  %.1f s%s
                snapshot %s saved""",
                filesNew,
                filesChanged,
                filesUnmodified,
                ByteSize.text(totalBytesProcessed),
                ByteSize.text(dataAdded),
                ByteSize.text(dataAddedPacked),
                dataAddedPacked == 0
                        ? ""
                        : String.format(Locale.ROOT, " (%.1f×)", (double) dataAdded / dataAddedPacked),
                totalDuration,
                filesUnmodified > 0 ? "" : ", " + ByteSize.text((long) (totalBytesProcessed / totalDuration)) + "/s",
                snapshotId.substring(0, 8));
        return unreadable == 0 ? text : text + "; it is incomplete: " + unreadable + " could not be read, see above";
    }
}
