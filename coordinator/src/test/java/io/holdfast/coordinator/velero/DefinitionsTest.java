package io.holdfast.coordinator.velero;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.cluster.TestProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Our definitions of velero.io against those that the real CLI would install. */
@ExtendWith(ApiServer.Extension.class)
class DefinitionsTest {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final Path OURS = Path.of("..", "deploy", "coordinator", "crds");

    @Test
    void shouldHaveTheNamesAndShapesOfVelero() throws IOException {
        assertThat(comparable(ours())).isEqualTo(comparable(theirs()));
    }

    @Test
    void shouldHaveNoStatusSubresource() throws IOException {
        assertThat(ours().values())
                .allSatisfy(definition ->
                        assertThat(definition.findParent("subresources")).isNull());
    }

    @Test
    void shouldBeServedByARealApiServer(ApiServer server) {
        try (KubernetesClient client = server.newClient()) {
            assertThat(client.resources(BackupStorageLocation.class)
                            .inAnyNamespace()
                            .list()
                            .getItems())
                    .isNotNull();
            assertThat(client.getApiResources("velero.io/v1").getResources()).hasSize(11);
            assertThat(client.getApiResources("velero.io/v2alpha1").getResources())
                    .hasSize(2);
        }
    }

    private static Map<String, JsonNode> theirs() throws IOException {
        TestProgram.Result printed =
                TestProgram.named("velero").run(Map.of(), List.of("install", "--crds-only", "--dry-run", "-o", "yaml"));
        assertThat(printed.exitCode()).as(printed.output()).isZero();
        return byName(StreamSupport.stream(
                YAML.readTree(printed.output()).get("items").spliterator(), false));
    }

    private static Map<String, JsonNode> ours() throws IOException {
        try (Stream<Path> files = Files.list(OURS)) {
            List<JsonNode> read = files.map(DefinitionsTest::read).toList();
            return byName(read.stream());
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(file + " is no YAML", e);
        }
    }

    private static Map<String, JsonNode> byName(Stream<JsonNode> definitions) {
        return definitions.collect(
                toMap(d -> d.at("/metadata/name").asText(), Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, JsonNode> comparable(Map<String, JsonNode> definitions) {
        Map<String, JsonNode> result = new TreeMap<>(definitions);
        result.replaceAll((name, definition) -> comparable(definition));
        return result;
    }

    /** What clients depend on: names, scope, versions and schema; without descriptions, and sets in one order. */
    private static JsonNode comparable(JsonNode definition) {
        ObjectNode result = YAML.createObjectNode();
        JsonNode spec = definition.get("spec");
        result.set("group", spec.get("group"));
        result.set("scope", spec.get("scope"));
        result.set("names", spec.get("names"));
        for (JsonNode version : spec.get("versions")) {
            ObjectNode kept = result.putObject(version.get("name").asText());
            kept.set("served", version.get("served"));
            kept.set("storage", version.get("storage"));
            kept.set("schema", schema(version.at("/schema/openAPIV3Schema")));
        }
        return result;
    }

    private static JsonNode schema(JsonNode node) {
        ObjectNode result = YAML.createObjectNode();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case "description" -> {}
                case "properties" -> {
                    ObjectNode properties = result.putObject("properties");
                    value.properties().forEach(p -> properties.set(p.getKey(), schema(p.getValue())));
                }
                case "items", "additionalProperties" -> result.set(field.getKey(), schema(value));
                case "enum", "required" -> result.set(field.getKey(), sorted(value));
                default -> result.set(field.getKey(), value);
            }
        });
        return result;
    }

    private static ArrayNode sorted(JsonNode values) {
        TreeSet<String> names = new TreeSet<>();
        values.forEach(v -> names.add(v.asText()));
        ArrayNode result = YAML.createArrayNode();
        names.forEach(result::add);
        return result;
    }
}
