package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.restore.contents.BackedUpItems;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Items that must not come back, because a pod would start without its files: a claim that a pod of the cluster already waits
 * for, and the controllers of a pod that could not be made, which would make another in its place. Thread-safe.
 */
final class WithheldItems {
    private final BackedUpItems items;
    private final Set<ItemKey> withheld = ConcurrentHashMap.newKeySet();

    WithheldItems(BackedUpItems items, Set<ItemKey> fromTheStart) {
        this.items = items;
        withheld.addAll(fromTheStart);
    }

    boolean contains(ItemKey key) {
        return withheld.contains(key);
    }

    /** All that own the item, and what owns those. */
    void withholdOwners(ItemKey key) {
        for (JsonNode reference : items.item(key).at("/metadata/ownerReferences")) {
            for (ItemKey candidate : items.keys()) {
                if (isNamed(candidate, key.namespace(), reference)
                        && isOfKind(items.item(candidate), reference)
                        && withheld.add(candidate)) {
                    withholdOwners(candidate);
                }
            }
        }
    }

    /** An owner is in the namespace of what it owns, or in none. */
    private static boolean isNamed(ItemKey candidate, String namespace, JsonNode reference) {
        return candidate.name().equals(reference.path("name").asText())
                && (candidate.namespace().equals(namespace)
                        || candidate.namespace().isEmpty());
    }

    private static boolean isOfKind(ObjectNode item, JsonNode reference) {
        return item.path("kind").asText().equals(reference.path("kind").asText());
    }
}
