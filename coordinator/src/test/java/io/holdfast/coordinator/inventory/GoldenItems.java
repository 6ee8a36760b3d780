package io.holdfast.coordinator.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Items made of the objects in a folder's {@code in-*.yaml}, as a backup would have found them. */
public final class GoldenItems {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private GoldenItems() {}

    public static List<Item> read(Path folder) throws IOException {
        List<Item> items = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("in-"))
                    .sorted()
                    .toList()) {
                items.add(item(YAML.readTree(file.toFile())));
            }
        }
        return items;
    }

    private static Item item(JsonNode object) {
        String kindName = object.path("kind").asText();
        boolean namespaced = object.at("/metadata").has("namespace");
        ResourceKind kind =
                new ResourceKind("", "v1", kindName.toLowerCase(Locale.ROOT) + "s", kindName, namespaced, Set.of());
        ItemKey key = new ItemKey(
                kind.groupResource(),
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
        return new Item(kind, key, RelatedItems.of(kind, object), List.of(), new ItemSpool.Place(0, 0));
    }
}
