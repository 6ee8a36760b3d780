package io.holdfast.coordinator.restore.volumes;

import io.holdfast.coordinator.velero.PodVolumeRestore;
import java.util.Optional;

/** How a volume's restore ended. */
public record VolumeReport(PodVolumeRestore resource, Optional<Claim> claim, Optional<String> trouble) {
    /** The claim behind the volume, and the PersistentVolume that it is bound to. */
    public record Claim(String namespace, String name, String volume) {}
}
