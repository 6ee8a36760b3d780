package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeSet;

/** The JSON merge patch (RFC 7386) that makes one object out of another. */
final class MergeDifference {
    private MergeDifference() {}

    static ObjectNode between(ObjectNode from, ObjectNode to) {
        ObjectNode patch = from.objectNode();
        TreeSet<String> names = new TreeSet<>();
        from.fieldNames().forEachRemaining(names::add);
        to.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode before = from.get(name);
            JsonNode after = to.get(name);
            if (after == null) {
                patch.set(name, NullNode.instance);
            } else if (before instanceof ObjectNode old && after instanceof ObjectNode wanted) {
                ObjectNode nested = between(old, wanted);
                if (!nested.isEmpty()) {
                    patch.set(name, nested);
                }
            } else if (!after.equals(before)) {
                patch.set(name, after);
            }
        }
        return patch;
    }
}
