package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.restore.volumes.RestoreWait;
import io.holdfast.coordinator.velero.VeleroNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Pods are scheduled anew, get the priority that their class has here, and fresh tokens of their ServiceAccount in the
 * place of those that admission had mounted. What an earlier restore had let them wait for is over.
 */
final class PodRule {
    /** Velero's, now and before, and ours. */
    private static final Set<String> WAITING = Set.of(RestoreWait.NAME, "restic-wait");

    private static final String TOKEN_VOLUME = "kube-api-access-";
    private static final String MOUNT_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";

    private PodRule() {}

    static void apply(ItemKey key, ObjectNode pod, TransformSettings settings) {
        Fields.object(pod, "spec").ifPresent(PodRule::apply);
        Fields.remove(pod, List.of("metadata", "annotations"), VeleroNames.RESTORED);
    }

    private static void apply(ObjectNode spec) {
        String account = Fields.text(spec, "serviceAccountName");
        spec.remove(List.of("nodeName", "priority", "ephemeralContainers"));
        Fields.removeIf(spec.path("initContainers"), container -> WAITING.contains(Fields.text(container, "name")));
        Fields.removeIf(
                spec.path("volumes"),
                volume -> Fields.text(volume, "name").equals(RestoreWait.NAME) && volume.has("downwardAPI"));
        Set<String> tokens = new HashSet<>();
        for (ObjectNode volume : Fields.objects(spec, "volumes")) {
            if (isToken(volume, account)) {
                tokens.add(Fields.text(volume, "name"));
            }
        }
        Fields.removeIf(spec.path("volumes"), volume -> tokens.contains(Fields.text(volume, "name")));
        for (String containers : List.of("initContainers", "containers")) {
            Fields.objects(spec, containers)
                    .forEach(container -> Fields.removeIf(
                            container.path("volumeMounts"),
                            mount -> tokens.contains(Fields.text(mount, "name"))
                                    && Fields.text(mount, "mountPath").equals(MOUNT_PATH)));
        }
    }

    private static boolean isToken(JsonNode volume, String account) {
        String name = Fields.text(volume, "name");
        return (name.startsWith(TOKEN_VOLUME) && volume.has("projected"))
                || (!account.isEmpty()
                        && Fields.text(volume, "secret", "secretName").startsWith(account + "-token-"));
    }
}
