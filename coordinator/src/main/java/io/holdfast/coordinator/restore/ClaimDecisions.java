package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.restore.volumes.VolumeSource;
import io.holdfast.coordinator.restore.volumes.VolumeSources;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which claims get a new volume, and which keep theirs: a claim whose files are in the backup gets a new one and is filled;
 * a volume whose reclaim policy was Delete went with its claim, so that claim gets a new, empty one; any other volume is
 * restored as it was and bound again.
 *
 * @param dynamicClaims claims that get a new volume
 * @param sourcesByClaim those of them whose files the backup has, with where they are
 * @param dynamicVolumes the volumes that they had, which are not restored
 */
record ClaimDecisions(
        Set<ItemKey> dynamicClaims, Map<ItemKey, VolumeSource> sourcesByClaim, Set<ItemKey> dynamicVolumes) {
    /** A pure function of the backup. */
    static ClaimDecisions of(ClaimRelations relations, VolumeSources sources) {
        Map<ItemKey, VolumeSource> refilled = new HashMap<>();
        relations.claimsOfPods().forEach((pod, claims) -> {
            for (VolumeSource source : sources.of(pod.namespace(), pod.name())) {
                ItemKey claim = claims.get(source.volume());
                if (claim != null) {
                    refilled.put(claim, source);
                }
            }
        });
        Set<ItemKey> dynamicClaims = new HashSet<>(refilled.keySet());
        Set<ItemKey> dynamicVolumes = new HashSet<>();
        relations.claimsOfVolumes().forEach((volume, claim) -> {
            if (refilled.containsKey(claim) || relations.disposableVolumes().contains(volume)) {
                dynamicVolumes.add(volume);
                dynamicClaims.add(claim);
            }
        });
        return new ClaimDecisions(dynamicClaims, refilled, dynamicVolumes);
    }
}
