package io.holdfast.coordinator.collect;

import io.fabric8.kubernetes.api.model.Volume;

/** Whether a pod's volume is to be backed up by its files. */
public sealed interface VolumeChoice {
    record Chosen(Volume volume) implements VolumeChoice {}

    /** Somebody asked for it, and it cannot be done; the reason is a part of a sentence that names the volume. */
    record Impossible(String volume, String reason) implements VolumeChoice {}
}
