package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import java.util.List;

/** Claims are bound anew: to a new volume, or to the restored one that they name. */
final class ClaimRule {
    private static final String[] OF_OLD_BINDING = {
        "pv.kubernetes.io/bind-completed",
        "pv.kubernetes.io/bound-by-controller",
        "volume.beta.kubernetes.io/storage-provisioner",
        "volume.kubernetes.io/storage-provisioner",
        "volume.kubernetes.io/selected-node"
    };

    private ClaimRule() {}

    static void apply(ItemKey key, ObjectNode claim, TransformSettings settings) {
        Fields.remove(claim, List.of("metadata", "annotations"), OF_OLD_BINDING);
        if (settings.dynamicClaims().contains(key)) {
            Fields.remove(claim, List.of("spec"), "volumeName", "selector");
        }
        if (settings.filledClaims().contains(key)) {
            // The files come from the backup; what the volume was once made from need not exist here.
            Fields.remove(claim, List.of("spec"), "dataSource", "dataSourceRef");
        }
    }
}
