package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import java.util.List;

/** A restored volume waits for the claim of the same name, whatever uid that has now. */
final class PersistentVolumeRule {
    private PersistentVolumeRule() {}

    static void apply(ItemKey key, ObjectNode volume, TransformSettings settings) {
        Fields.remove(volume, List.of("metadata", "annotations"), "pv.kubernetes.io/bound-by-controller");
        Fields.remove(volume, List.of("spec", "claimRef"), "uid", "resourceVersion");
        Fields.object(volume, "spec", "claimRef")
                .ifPresent(claim -> claim.put("namespace", settings.target(Fields.text(claim, "namespace"))));
    }
}
