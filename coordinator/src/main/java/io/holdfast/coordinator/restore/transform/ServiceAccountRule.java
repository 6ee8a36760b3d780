package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;

/** The tokens that an old cluster generated for an account mean nothing here. */
final class ServiceAccountRule {
    private ServiceAccountRule() {}

    static void apply(ItemKey key, ObjectNode account, TransformSettings settings) {
        Fields.removeIf(
                account.path("secrets"), secret -> Fields.text(secret, "name").startsWith(key.name() + "-token-"));
    }
}
