package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Controllers that must not come back: a pod of theirs whose volumes were to be filled could not be made, and they would make
 * another in its place that waits for nothing. Thread-safe.
 */
final class WithheldOwners {
    private record Owner(String namespace, String kind, String name) {}

    private final Set<Owner> owners = ConcurrentHashMap.newKeySet();

    /** Those that own the item, as it is in the backup. */
    void withhold(ObjectNode item) {
        for (JsonNode reference : item.at("/metadata/ownerReferences")) {
            owners.add(new Owner(
                    item.at("/metadata/namespace").asText(),
                    reference.path("kind").asText(),
                    reference.path("name").asText()));
        }
    }

    boolean contains(ObjectNode item) {
        return owners.contains(new Owner(
                item.at("/metadata/namespace").asText(),
                item.path("kind").asText(),
                item.at("/metadata/name").asText()));
    }
}
