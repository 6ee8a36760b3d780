package io.holdfast.check;

import java.util.List;

/**
 * What a check saw.
 *
 * @param bytesRead of packs whose every byte was verified; 0 where data were not read
 * @param errors what makes backups unreadable, wholly or in part
 * @param hints what is out of order and harms no backup
 */
public record CheckReport(
        long snapshots, long trees, long packs, long bytesRead, List<CheckFinding> errors, List<CheckFinding> hints) {
    public CheckReport {
        errors = List.copyOf(errors);
        hints = List.copyOf(hints);
    }

    public boolean isSound() {
        return errors.isEmpty();
    }
}
