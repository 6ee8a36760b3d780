package io.holdfast.coordinator.restore.transform;

import io.holdfast.coordinator.inventory.ItemKey;
import java.util.Map;
import java.util.Set;

/**
 * What a restore asks of every item.
 *
 * @param namespaceMapping namespace in the backup to namespace in the cluster
 * @param dynamicClaims claims, as they are named in the backup, that get a new volume instead of the one they had
 * @param filledClaims those of them whose files come from the backup
 * @param dynamicVolumes volumes that are not restored, because their claims get new ones
 */
public record TransformSettings(
        String backup,
        String restore,
        Map<String, String> namespaceMapping,
        boolean preserveNodePorts,
        Set<ItemKey> dynamicClaims,
        Set<ItemKey> filledClaims,
        Set<ItemKey> dynamicVolumes) {
    public TransformSettings {
        namespaceMapping = Map.copyOf(namespaceMapping);
        dynamicClaims = Set.copyOf(dynamicClaims);
        filledClaims = Set.copyOf(filledClaims);
        dynamicVolumes = Set.copyOf(dynamicVolumes);
    }

    /** Where what was in the namespace is restored to. */
    public String target(String namespace) {
        return namespaceMapping.getOrDefault(namespace, namespace);
    }
}
