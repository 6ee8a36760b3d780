package io.holdfast.coordinator.restore;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.inventory.ClaimLookup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Claims that pods of a namespace have mounted, or wait for: files below them are not to be written over, nor may such a claim
 * come back empty under its pod.
 *
 * @param users by the name of a claim, the name of a pod
 * @param present the claims that there are
 */
record ClaimsInUse(Map<String, String> users, Set<String> present) {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    /** Pods that have ended use nothing any more, but for those in whose place a pod was to be {@code restored}. */
    static ClaimsInUse in(KubernetesClient client, String namespace, Set<String> restored) {
        Map<String, String> users = new HashMap<>();
        for (Pod pod : client.pods().inNamespace(namespace).list().getItems()) {
            String name = pod.getMetadata().getName();
            if (restored.contains(name) || !hasEnded(pod)) {
                Objects.requireNonNullElse(pod.getSpec().getVolumes(), List.<Volume>of())
                        .forEach(volume ->
                                ClaimLookup.claimName(pod, volume).ifPresent(claim -> users.put(claim, name)));
            }
        }
        Set<String> present = new HashSet<>();
        client.persistentVolumeClaims()
                .inNamespace(namespace)
                .list()
                .getItems()
                .forEach(claim -> present.add(claim.getMetadata().getName()));
        return new ClaimsInUse(users, present);
    }

    private static boolean hasEnded(Pod pod) {
        return pod.getStatus() != null
                && ENDED.contains(Objects.toString(pod.getStatus().getPhase()));
    }
}
