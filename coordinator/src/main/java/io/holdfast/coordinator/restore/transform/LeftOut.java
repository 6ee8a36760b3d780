package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Items that a cluster makes itself, or that have had their time. */
public final class LeftOut {
    private static final Set<String> PUBLISHED_CONFIG_MAPS = Set.of("kube-root-ca.crt", "openshift-service-ca.crt");

    private LeftOut() {}

    /** Why the item is not restored; empty where it is. */
    public static Optional<String> reason(ItemKey key, ObjectNode item) {
        return Optional.ofNullable(
                switch (key.resource()) {
                    case "pods" -> ofPod(item);
                    case "jobs.batch" -> item.at("/status/completionTime").isMissingNode() ? null : "the job has ended";
                    case "configmaps" ->
                        PUBLISHED_CONFIG_MAPS.contains(key.name()) ? "the cluster publishes its own" : null;
                    case "secrets" -> SecretRule.isGeneratedToken(item) ? "its ServiceAccount gets a new token" : null;
                    case "endpointslices.discovery.k8s.io" ->
                        Fields.text(item, "metadata", "labels", "endpointslice.kubernetes.io/managed-by")
                                        .endsWith("-controller.k8s.io")
                                ? "the cluster makes it for its Service"
                                : null;
                    case "apiservices.apiregistration.k8s.io" ->
                        Fields.text(item, "metadata", "labels", "kube-aggregator.kubernetes.io/automanaged")
                                        .isEmpty()
                                ? null
                                : "the API server registers it itself";
                    default -> null;
                });
    }

    private static @Nullable String ofPod(ObjectNode pod) {
        if (!Fields.text(pod, "metadata", "annotations", "kubernetes.io/config.mirror")
                .isEmpty()) {
            return "it mirrors a static pod of its node";
        }
        String phase = Fields.text(pod, "status", "phase");
        return phase.equals("Succeeded") || phase.equals("Failed") ? "the pod has ended" : null;
    }
}
