package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;

/** Accounts that move to another namespace keep their rights there. */
final class BindingRule {
    private BindingRule() {}

    static void apply(ItemKey key, ObjectNode binding, TransformSettings settings) {
        for (ObjectNode subject : Fields.objects(binding, "subjects")) {
            if (subject.has("namespace")) {
                subject.put("namespace", settings.target(Fields.text(subject, "namespace")));
            }
        }
    }
}
