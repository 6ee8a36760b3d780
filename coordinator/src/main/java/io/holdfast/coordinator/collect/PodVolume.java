package io.holdfast.coordinator.collect;

import io.fabric8.kubernetes.api.model.Pod;
import io.holdfast.coordinator.inventory.ClaimedVolume;
import io.holdfast.coordinator.volumerepository.VolumeIdentity;
import io.holdfast.task.VolumeRef;
import java.util.Objects;
import java.util.Optional;

/**
 * A volume of a running pod that is to be backed up.
 *
 * @param obstacle why it cannot be, a part of a sentence that names the volume
 */
public record PodVolume(Pod pod, String name, Optional<ClaimedVolume> claim, Optional<String> obstacle) {
    public PodVolume {
        Objects.requireNonNull(pod, "pod is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(claim, "claim is null");
        Objects.requireNonNull(obstacle, "obstacle is null");
    }

    public String namespace() {
        return pod.getMetadata().getNamespace();
    }

    public String podName() {
        return pod.getMetadata().getName();
    }

    public String node() {
        return pod.getSpec().getNodeName();
    }

    /** As restic shows it: {@code /namespace/pod/volume}. */
    public String path() {
        return "/" + namespace() + "/" + podName() + "/" + name;
    }

    VolumeRef reference() {
        return new VolumeRef(
                node(),
                namespace(),
                podName(),
                pod.getMetadata().getUid(),
                name,
                claim.map(ClaimedVolume::volumeName).orElse(name),
                claim.isPresent());
    }

    VolumeIdentity identity() {
        return new VolumeIdentity(namespace(), podName(), name, claim.map(ClaimedVolume::claimUid));
    }

    String describe() {
        return reference().describe();
    }
}
