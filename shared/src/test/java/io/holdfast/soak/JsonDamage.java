package io.holdfast.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes one value of a JSON document for another, moves, repeats or removes it; what is not JSON is left as it is. */
final class JsonDamage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ODD = "\"@odd@\"";
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "[[]]",
            "{\"a\":{\"b\":[1]}}",
            "-1",
            "0",
            "1.5",
            "1e400",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9223372036854775807",
            "18446744073709551615",
            "18446744073709551616",
            "9".repeat(900),
            "\"\"",
            "\"x\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"..\"",
            "\"a/b\"",
            "\"\\\\x\"",
            "\"\\\\400\"",
            "\"\\\\U7fffffff\"",
            "\"" + "0".repeat(64) + "\"",
            "\"" + "x".repeat(100_000) + "\"",
            "\"-999999999-01-01T00:00:00+18:00\"",
            "\"+999999999-12-31T23:59:59.999999999-18:00\"",
            "[".repeat(20_000),
            "{\"a\":".repeat(20_000));

    private final Random random;

    JsonDamage(Random random) {
        this.random = random;
    }

    byte[] to(byte[] bytes) {
        try {
            JsonNode document = JSON.readTree(bytes);
            List<ContainerNode<?>> places = new ArrayList<>();
            collect(document, places);
            if (places.isEmpty()) {
                return bytes;
            }
            switch (places.get(random.nextInt(places.size()))) {
                case ObjectNode object -> damage(object);
                case ArrayNode array -> damage(array, places);
                case ContainerNode<?> other -> throw new AssertionError("a container of another kind: " + other);
            }
            String odd = ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
            return JSON.writeValueAsString(document).replace(ODD, odd).getBytes(UTF_8);
        } catch (IOException notJson) {
            return bytes;
        }
    }

    private void damage(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> {
                var _ = object.remove(name);
            }
            case 1 -> {
                JsonNode value = object.remove(name);
                var _ = object.set(names.get(random.nextInt(names.size())), value);
            }
            default -> object.put(name, "@odd@");
        }
    }

    private void damage(ArrayNode array, List<ContainerNode<?>> places) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(4)) {
            case 0 -> {
                var _ = array.remove(at);
            }
            case 1 -> {
                var _ = array.add(array.get(at).deepCopy());
            }
            case 2 -> {
                var _ = array.add(places.get(random.nextInt(places.size())).deepCopy());
            }
            default -> {
                var _ = array.set(at, "@odd@");
            }
        }
    }

    /** All that hold something. */
    private static void collect(JsonNode node, List<ContainerNode<?>> places) {
        if (node instanceof ContainerNode<?> container && !container.isEmpty()) {
            places.add(container);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            collect(field.getValue(), places);
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, places));
        }
    }
}
