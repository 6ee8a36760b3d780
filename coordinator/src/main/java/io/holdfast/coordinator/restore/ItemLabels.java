package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** An item's labels. */
final class ItemLabels {
    private ItemLabels() {}

    static Map<String, String> of(JsonNode item) {
        Map<String, String> labels = new HashMap<>();
        item.at("/metadata/labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}
