package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.restore.volumes.VolumeSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which claims get a new volume, and which keep theirs: a claim whose files are in the backup gets a new one and is filled;
 * a volume whose reclaim policy was Delete went with its claim, so that claim gets a new, empty one; any other volume is
 * restored as it was and bound again.
 *
 * @param dynamicClaims claims that get a new volume
 * @param refilledClaims those of them that are filled from the backup
 * @param dynamicVolumes the volumes that they had, which are not restored
 */
record ClaimDecisions(Set<ItemKey> dynamicClaims, Set<ItemKey> refilledClaims, Set<ItemKey> dynamicVolumes) {
    /** A pure function of the backup; {@code item} reads one of its items. */
    static ClaimDecisions of(
            Collection<ItemKey> keys,
            Function<ItemKey, ObjectNode> item,
            Function<ItemKey, List<VolumeSource>> volumesOfPod) {
        Set<ItemKey> refilled = new HashSet<>();
        for (ItemKey key : keys) {
            if (key.resource().equals(ResourceKind.PODS)) {
                List<VolumeSource> sources = volumesOfPod.apply(key);
                if (!sources.isEmpty()) {
                    addClaims(refilled, key, item.apply(key), sources);
                }
            }
        }
        Set<ItemKey> dynamicClaims = new HashSet<>(refilled);
        Set<ItemKey> dynamicVolumes = new HashSet<>();
        for (ItemKey key : keys) {
            if (key.resource().equals(ResourceKind.VOLUMES)) {
                ObjectNode volume = item.apply(key);
                ItemKey claim = claim(volume);
                boolean deleted = volume.at("/spec/persistentVolumeReclaimPolicy")
                        .asText()
                        .equals("Delete");
                if (refilled.contains(claim) || deleted) {
                    dynamicVolumes.add(key);
                    dynamicClaims.add(claim);
                }
            }
        }
        return new ClaimDecisions(dynamicClaims, refilled, dynamicVolumes);
    }

    /** The claim that a volume is bound to, as it is named in the backup. */
    static ItemKey claim(ObjectNode volume) {
        return new ItemKey(
                ResourceKind.CLAIMS,
                volume.at("/spec/claimRef/namespace").asText(""),
                volume.at("/spec/claimRef/name").asText(""));
    }

    /** The name of the claim behind a volume of a pod; empty for a volume without one. */
    static String claimName(String pod, JsonNode volume) {
        return volume.has("ephemeral")
                ? pod + "-" + volume.path("name").asText()
                : volume.at("/persistentVolumeClaim/claimName").asText("");
    }

    private static void addClaims(Set<ItemKey> claims, ItemKey pod, ObjectNode item, List<VolumeSource> sources) {
        for (JsonNode volume : item.at("/spec/volumes")) {
            String name = volume.path("name").asText();
            String claim = claimName(pod.name(), volume);
            if (!claim.isEmpty()
                    && sources.stream().anyMatch(source -> source.volume().equals(name))) {
                claims.add(new ItemKey(ResourceKind.CLAIMS, pod.namespace(), claim));
            }
        }
    }
}
