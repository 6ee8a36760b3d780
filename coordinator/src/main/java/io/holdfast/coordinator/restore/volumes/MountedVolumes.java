package io.holdfast.coordinator.restore.volumes;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.inventory.ClaimLookup;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.VolumeRef;
import java.util.Optional;

/** Where kubelet has put a running pod's volumes. */
final class MountedVolumes {
    private final KubernetesClient client;

    MountedVolumes(KubernetesClient client) {
        this.client = client;
    }

    VolumeRef find(Pod pod, String name) {
        if (pod.getSpec().getVolumes().stream().noneMatch(each -> each.getName().equals(name))) {
            throw new BackupException(
                    FailureKind.NOT_FOUND,
                    "pod " + place(pod) + " has no volume " + name + " any more; restore it under its old shape");
        }
        Optional<String> claim = claim(pod, name);
        return new VolumeRef(
                pod.getSpec().getNodeName(),
                pod.getMetadata().getNamespace(),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                name,
                claim.map(each -> boundVolume(pod, each)).orElse(name),
                claim.isPresent());
    }

    /** The name of the claim behind a volume; empty for a volume without one. */
    static Optional<String> claim(Pod pod, String name) {
        return pod.getSpec().getVolumes().stream()
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .flatMap(volume -> ClaimLookup.claimName(pod, volume));
    }

    private String boundVolume(Pod pod, String name) {
        PersistentVolumeClaim claim = client.persistentVolumeClaims()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(name)
                .get();
        return Optional.ofNullable(claim)
                .map(found -> found.getSpec().getVolumeName())
                .orElseThrow(() -> new BackupException(
                        FailureKind.NOT_FOUND,
                        "claim " + pod.getMetadata().getNamespace() + "/" + name
                                + " has no volume though its pod runs; see the claim's events"));
    }

    private static String place(Pod pod) {
        return pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
    }
}
