package io.holdfast.coordinator.inventory;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/** A claim and the volume that it is bound to. */
public record ClaimedVolume(PersistentVolumeClaim claim, PersistentVolume volume) {
    public String claimUid() {
        return claim.getMetadata().getUid();
    }

    public String claimName() {
        return claim.getMetadata().getName();
    }

    /** Kubelet's folder for the volume bears this name. */
    public String volumeName() {
        return volume.getMetadata().getName();
    }

    public boolean isFolderOfTheNode() {
        return volume.getSpec().getHostPath() != null;
    }
}
