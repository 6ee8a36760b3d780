package io.holdfast.coordinator.restore.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.restore.volumes.RestoreWait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder holds {@code in-*.yaml}, an item of backup {@code b1}, beside {@code out-*.yaml}, what restore {@code r1} is to
 * make of it: the item to create, or {@code leftOut} with the reason. Namespace {@code shop} is mapped to {@code shop-copy}.
 */
class ItemTransformationTest {
    private static final Path CASES = Path.of("src/test/resources/io/holdfast/coordinator/restore/transform");
    private static final ObjectMapper YAML =
            YAMLMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();
    private static final Map<String, String> RESOURCES = Map.of(
            "deployment", "deployments.apps",
            "job", "jobs.batch",
            "endpointslice", "endpointslices.discovery.k8s.io",
            "rolebinding", "rolebindings.rbac.authorization.k8s.io");
    private static final TransformSettings SETTINGS = new TransformSettings(
            "b1",
            "r1",
            Map.of("shop", "shop-copy"),
            false,
            Set.of(claim("data-db-0"), claim("scratch")),
            Set.of(claim("data-db-0")),
            Set.of(new ItemKey("persistentvolumes", "", "pvc-1")));

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(CASES)) {
            return files.filter(file -> file.getFileName().toString().startsWith("in-")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldMakeOfAnItemWhatIsWrittenBesideIt(Path in) throws IOException {
        Path out = in.resolveSibling(in.getFileName().toString().replaceFirst("^in-", "out-"));
        assertThat(YAML.writeValueAsString(transformed(read(in)))).isEqualTo(YAML.writeValueAsString(read(out)));
    }

    /** Of this server's, of Velero's and of an old Velero's: they would wait for a restore that is over. */
    @Test
    void shouldTakeAwayTheWaitOfAnEarlierRestore() {
        ObjectNode pod = read(CASES.resolve("pods/out-with-volumes.yaml"));
        pod.withArray("/spec/initContainers").addObject().put("name", "restic-wait");
        pod.withObject("/metadata/annotations").put("holdfast.io/restored", "uid-1");
        new ItemTransformation(SETTINGS).apply(key(pod), pod);
        assertThat(pod.at("/spec/initContainers").findValuesAsText("name")).containsExactly("prepare");
        assertThat(pod.at("/spec/volumes").findValuesAsText("name")).doesNotContain("restore-wait");
        assertThat(pod.at("/metadata/annotations").has("holdfast.io/restored")).isFalse();
    }

    private static ObjectNode transformed(ObjectNode item) {
        ItemTransformation transformation = new ItemTransformation(SETTINGS);
        ItemKey key = key(item);
        Optional<String> leftOut = transformation.leftOut(key, item);
        if (leftOut.isPresent()) {
            return item.objectNode().put("leftOut", leftOut.get());
        }
        transformation.apply(key, item);
        if (item.at("/metadata/annotations").has("volumes-in-backup")) {
            new RestoreWait("busybox:1.35", "uid-1").addTo(item, "shop/db-0");
        }
        return item;
    }

    private static ItemKey key(ObjectNode item) {
        String kind = item.path("kind").asText().toLowerCase(Locale.ROOT);
        return new ItemKey(
                RESOURCES.getOrDefault(kind, kind + "s"),
                item.at("/metadata/namespace").asText(""),
                item.at("/metadata/name").asText());
    }

    private static ItemKey claim(String name) {
        return new ItemKey("persistentvolumeclaims", "shop", name);
    }

    private static ObjectNode read(Path file) {
        try {
            return (ObjectNode) YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
