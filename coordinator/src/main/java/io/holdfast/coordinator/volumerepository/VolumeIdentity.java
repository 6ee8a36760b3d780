package io.holdfast.coordinator.volumerepository;

import java.util.Objects;
import java.util.Optional;

/**
 * By what a volume is known again in the next backup: its claim, which outlives pods; without one, pod and volume name.
 *
 * @param claimUid of the PersistentVolumeClaim
 */
public record VolumeIdentity(String namespace, String pod, String volume, Optional<String> claimUid) {
    public VolumeIdentity {
        Objects.requireNonNull(namespace, "namespace is null");
        Objects.requireNonNull(pod, "pod is null");
        Objects.requireNonNull(volume, "volume is null");
        Objects.requireNonNull(claimUid, "claimUid is null");
    }
}
