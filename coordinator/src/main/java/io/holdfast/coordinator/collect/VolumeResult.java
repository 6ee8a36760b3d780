package io.holdfast.coordinator.collect;

import io.holdfast.coordinator.velero.PodVolumeBackup;

/** A volume and its PodVolumeBackup in its last state. */
public record VolumeResult(PodVolume volume, PodVolumeBackup resource) {}
