package io.holdfast.coordinator.restore;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.inventory.ClaimLookup;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Claims whose volumes pods of the cluster have mounted, or are about to: files below them are not to be written over. */
final class ClaimsInUse {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final KubernetesClient client;

    ClaimsInUse(KubernetesClient client) {
        this.client = client;
    }

    /** By claim, the name of a pod that uses it. */
    Map<ItemKey, String> in(String namespace) {
        Map<ItemKey, String> users = new HashMap<>();
        for (Pod pod : client.pods().inNamespace(namespace).list().getItems()) {
            if (pod.getStatus() == null
                    || !ENDED.contains(Objects.toString(pod.getStatus().getPhase()))) {
                Objects.requireNonNullElse(pod.getSpec().getVolumes(), List.<Volume>of())
                        .forEach(volume -> ClaimLookup.claimName(pod, volume)
                                .ifPresent(claim -> users.put(
                                        new ItemKey(ResourceKind.CLAIMS, namespace, claim),
                                        pod.getMetadata().getName())));
            }
        }
        return users;
    }
}
