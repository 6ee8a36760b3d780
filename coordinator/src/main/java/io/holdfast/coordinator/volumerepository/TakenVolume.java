package io.holdfast.coordinator.volumerepository;

import io.holdfast.task.BackupTotals;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A volume whose tree is stored, and of which a snapshot is to be made.
 *
 * @param tree the root tree's id, 64 hex digits
 * @param parent the id of the snapshot that it was compared with
 * @param tags as the PodVolumeBackup has them, and the volume's root
 */
public record TakenVolume(
        VolumeIdentity identity,
        String node,
        String tree,
        Optional<String> parent,
        Map<String, String> tags,
        BackupTotals totals,
        Instant begin,
        Instant end) {
    public TakenVolume {
        tags = Map.copyOf(tags);
    }
}
