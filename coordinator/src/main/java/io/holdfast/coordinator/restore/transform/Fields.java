package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Reading and pruning JSON objects by path; what is absent, or of another type, reads as empty. */
final class Fields {
    private Fields() {}

    static JsonNode at(JsonNode node, String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found;
    }

    static String text(JsonNode node, String... path) {
        return at(node, path).asText("");
    }

    static Optional<ObjectNode> object(JsonNode node, String... path) {
        return at(node, path) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    }

    /** The objects of a list. */
    static List<ObjectNode> objects(JsonNode node, String... path) {
        return StreamSupport.stream(at(node, path).spliterator(), false)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /** Removes the fields of the object at the path, and the object itself once it is empty. */
    static void remove(ObjectNode node, List<String> path, String... names) {
        if (path.isEmpty()) {
            node.remove(List.of(names));
            return;
        }
        object(node, path.getFirst()).ifPresent(child -> {
            remove(child, path.subList(1, path.size()), names);
            if (child.isEmpty()) {
                node.remove(path.getFirst());
            }
        });
    }

    static void removeIf(JsonNode list, Predicate<JsonNode> unwanted) {
        if (list instanceof ArrayNode array) {
            for (Iterator<JsonNode> each = array.iterator(); each.hasNext(); ) {
                if (unwanted.test(each.next())) {
                    each.remove();
                }
            }
        }
    }
}
