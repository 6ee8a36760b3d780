package io.holdfast.cli.backup;

import io.holdfast.blob.FileId;
import io.holdfast.cli.output.ByteSize;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.LeftOutCounts;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TroubleCounts;
import java.time.Duration;
import java.util.Locale;

/** What a backup did, under the names that restic's JSON has; what is not in the snapshot is ours. */
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
        long changed,
        long vanished,
        long unreadable,
        long socketsLeftOut,
        long mountsLeftOut,
        String backupStart,
        String backupEnd,
        double totalDuration,
        String snapshotId) {
    static BackupSummary of(FileId id, SnapshotSummary summary, SourceReport source, Duration took) {
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
                source.counts().changed(),
                source.counts().vanished(),
                source.counts().unreadable(),
                source.leftOut().sockets(),
                source.leftOut().mounts(),
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
        LeftOutCounts leftOut = new LeftOutCounts(socketsLeftOut, mountsLeftOut);
        if (leftOut.total() > 0) {
            text += ", without " + leftOut.describe();
        }
        TroubleCounts troubles = new TroubleCounts(changed, vanished, unreadable);
        return troubles.total() == 0 ? text : text + "; it is incomplete: " + troubles.describe() + ", see above";
    }
}
