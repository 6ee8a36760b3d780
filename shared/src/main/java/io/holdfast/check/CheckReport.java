package io.holdfast.check;

import io.holdfast.blob.FileId;
import java.util.List;

/**
 * What a check saw.
 *
 * @param bytesRead of packs whose every byte was verified; 0 where data were not read
 * @param errors what makes backups unreadable, wholly or in part, or would keep restic from working; those that
 *     are too many to be listed count as one
 * @param hints what is out of order and harms no backup
 * @param harmedSnapshots all that lose something by any of the errors, newest first
 */
public record CheckReport(
        long snapshots,
        long trees,
        long packs,
        long bytesRead,
        List<CheckFinding> errors,
        long errorCount,
        List<CheckFinding> hints,
        List<FileId> harmedSnapshots) {
    public CheckReport {
        errors = List.copyOf(errors);
        hints = List.copyOf(hints);
        harmedSnapshots = List.copyOf(harmedSnapshots);
    }

    public boolean isSound() {
        return errorCount == 0;
    }
}
