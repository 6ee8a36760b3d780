package io.holdfast.coordinator.publish;

import io.holdfast.coordinator.collect.CollectedItems;
import io.holdfast.coordinator.status.RunResults;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import java.nio.file.Path;
import java.util.List;

/** All that a backup has to store beside its own resource. */
public record BackupContents(
        CollectedItems items,
        List<PodVolumeBackup> volumes,
        List<VolumeInfo> volumeInfo,
        RunResults results,
        Path log) {
    public BackupContents {
        volumes = List.copyOf(volumes);
        volumeInfo = List.copyOf(volumeInfo);
    }
}
