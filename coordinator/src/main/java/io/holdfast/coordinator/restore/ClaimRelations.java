package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.transform.LeftOut;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How the pods, claims and volumes of a backup hang together.
 *
 * @param claimsOfPods by the name of the pod's volume; pods that are not restored, because they have ended, are not among them
 * @param readOnlyMounts volumes of those pods that cannot be written through them
 * @param claimsOfVolumes the claim that each volume was bound to, whether or not the backup has it
 * @param disposableVolumes those whose reclaim policy is Delete
 */
record ClaimRelations(
        Map<ItemKey, Map<String, ItemKey>> claimsOfPods,
        Set<Mount> readOnlyMounts,
        Map<ItemKey, ItemKey> claimsOfVolumes,
        Set<ItemKey> disposableVolumes) {
    /** A volume of a pod, by its name there. */
    record Mount(ItemKey pod, String volume) {}

    /** A pure function of the backup; {@code item} reads one of its items. */
    static ClaimRelations of(Collection<ItemKey> keys, Function<ItemKey, ObjectNode> item) {
        Map<ItemKey, Map<String, ItemKey>> claimsOfPods = new HashMap<>();
        Set<Mount> readOnlyMounts = new HashSet<>();
        Map<ItemKey, ItemKey> claimsOfVolumes = new HashMap<>();
        Set<ItemKey> disposable = new HashSet<>();
        for (ItemKey key : keys) {
            if (key.resource().equals(ResourceKind.PODS)) {
                ObjectNode pod = item.apply(key);
                if (LeftOut.reason(key, pod).isEmpty()) {
                    claimsOfPods.put(key, claims(key.namespace(), key.name(), pod));
                    for (JsonNode volume : pod.at("/spec/volumes")) {
                        if (volume.at("/persistentVolumeClaim/readOnly").asBoolean()) {
                            readOnlyMounts.add(
                                    new Mount(key, volume.path("name").asText()));
                        }
                    }
                }
            } else if (key.resource().equals(ResourceKind.VOLUMES)) {
                ObjectNode volume = item.apply(key);
                claimsOfVolumes.put(key, claim(volume));
                if (volume.at("/spec/persistentVolumeReclaimPolicy").asText().equals("Delete")) {
                    disposable.add(key);
                }
            }
        }
        return new ClaimRelations(claimsOfPods, readOnlyMounts, claimsOfVolumes, disposable);
    }

    /** The claims behind a pod's volumes, by the names of the volumes. */
    Map<String, ItemKey> claims(ItemKey pod) {
        return claimsOfPods.getOrDefault(pod, Map.of());
    }

    /** The claim that a volume is bound to. */
    static ItemKey claim(ObjectNode volume) {
        return new ItemKey(
                ResourceKind.CLAIMS,
                volume.at("/spec/claimRef/namespace").asText(""),
                volume.at("/spec/claimRef/name").asText(""));
    }

    private static Map<String, ItemKey> claims(String namespace, String name, ObjectNode pod) {
        Map<String, ItemKey> claims = new TreeMap<>();
        for (JsonNode volume : pod.at("/spec/volumes")) {
            String volumeName = volume.path("name").asText();
            String claim = volume.has("ephemeral")
                    ? name + "-" + volumeName
                    : volume.at("/persistentVolumeClaim/claimName").asText("");
            if (!claim.isEmpty()) {
                claims.put(volumeName, new ItemKey(ResourceKind.CLAIMS, namespace, claim));
            }
        }
        return claims;
    }
}
