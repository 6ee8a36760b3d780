package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.restore.ClaimRelations.Mount;
import io.holdfast.coordinator.restore.volumes.PodVolumes;
import io.holdfast.coordinator.restore.volumes.VolumeSource;
import io.holdfast.coordinator.restore.volumes.VolumeSources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Through which pod each volume is filled. A claim is filled once: through the pod that it was backed up through, or where
 * that is not restored, through the first that mounts it; all others that mount it wait for its files.
 *
 * @param volumesOfPods what each pod may not start without
 * @param filledClaims all claims that are filled
 * @param unreachedClaims those that could be, if one of the pods that mount them were restored
 */
record VolumeFillings(Map<ItemKey, PodVolumes> volumesOfPods, Set<ItemKey> filledClaims, Set<ItemKey> unreachedClaims) {
    /**
     * A pure function.
     *
     * @param pods that are restored, in the order of their creation
     * @param sourcesByClaim what the backup has of claims
     * @param inUse claims, as the backup names them, that pods of the cluster use: they are not filled
     */
    static VolumeFillings of(
            Collection<ItemKey> pods,
            ClaimRelations relations,
            Map<ItemKey, VolumeSource> sourcesByClaim,
            VolumeSources sources,
            Set<ItemKey> inUse) {
        Map<ItemKey, VolumeSource> toFill = new HashMap<>(sourcesByClaim);
        toFill.keySet().removeAll(inUse);
        Map<ItemKey, Mount> fillers = fillers(pods, relations, toFill);
        Map<ItemKey, PodVolumes> volumesOfPods = new HashMap<>();
        for (ItemKey pod : pods) {
            List<PodVolumes.Filling> filled = new ArrayList<>();
            Set<ItemKey> awaited = new HashSet<>();
            Map<String, ItemKey> claims = relations.claims(pod);
            sources.of(pod.namespace(), pod.name()).stream()
                    .filter(source -> !claims.containsKey(source.volume()))
                    .forEach(source -> filled.add(new PodVolumes.Filling(source, Optional.empty())));
            claims.forEach((volume, claim) -> {
                VolumeSource source = toFill.get(claim);
                Mount filler = fillers.get(claim);
                if (source != null && filler != null) {
                    if (filler.equals(new Mount(pod, volume))) {
                        filled.add(new PodVolumes.Filling(source.as(volume), Optional.of(claim)));
                    } else if (!filler.pod().equals(pod)) {
                        awaited.add(claim);
                    }
                }
            });
            volumesOfPods.put(pod, new PodVolumes(filled, awaited));
        }
        toFill.keySet().removeAll(fillers.keySet());
        return new VolumeFillings(volumesOfPods, Set.copyOf(fillers.keySet()), Set.copyOf(toFill.keySet()));
    }

    PodVolumes of(ItemKey pod) {
        return volumesOfPods.getOrDefault(pod, PodVolumes.NONE);
    }

    private static Map<ItemKey, Mount> fillers(
            Collection<ItemKey> pods, ClaimRelations relations, Map<ItemKey, VolumeSource> toFill) {
        Map<ItemKey, Mount> fillers = new HashMap<>();
        for (ItemKey pod : pods) {
            relations.claims(pod).forEach((volume, claim) -> {
                VolumeSource source = toFill.get(claim);
                if (source != null) {
                    fillers.merge(
                            claim,
                            new Mount(pod, volume),
                            (first, next) ->
                                    rank(next, source, relations) > rank(first, source, relations) ? next : first);
                }
            });
        }
        return fillers;
    }

    /** What can be written comes first, and then where the files came from. */
    private static int rank(Mount mount, VolumeSource source, ClaimRelations relations) {
        boolean same = source.namespace().equals(mount.pod().namespace())
                && source.pod().equals(mount.pod().name())
                && source.volume().equals(mount.volume());
        return (relations.readOnlyMounts().contains(mount) ? 0 : 2) + (same ? 1 : 0);
    }
}
