package io.holdfast.task;

/** What a backup saw and stored, in restic's terms; see the {@code summary} of a restic snapshot. */
public record BackupTotals(
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
        long filesProcessed,
        long bytesProcessed) {
    public static final BackupTotals NONE = new BackupTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public BackupTotals plus(BackupTotals o) {
        return new BackupTotals(
                filesNew + o.filesNew,
                filesChanged + o.filesChanged,
                filesUnmodified + o.filesUnmodified,
                dirsNew + o.dirsNew,
                dirsChanged + o.dirsChanged,
                dirsUnmodified + o.dirsUnmodified,
                dataBlobs + o.dataBlobs,
                treeBlobs + o.treeBlobs,
                dataAdded + o.dataAdded,
                dataAddedPacked + o.dataAddedPacked,
                filesProcessed + o.filesProcessed,
                bytesProcessed + o.bytesProcessed);
    }
}
