package io.holdfast.coordinator.restore.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreWaitTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** It has to enter folders that only their owner may enter, and must not ask for more than the pod's namespace allows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # of the pod           | of its first container | user | nobody is root | capabilities
            {}                     | {}                     | 0    | -              | [DAC_OVERRIDE]
            {}                     | {runAsUser: 999}       | 999  | -              | -
            {runAsUser: 999}       | {}                     | -    | -              | -
            {runAsUser: 1}         | {runAsUser: 999}       | 999  | -              | -
            {runAsNonRoot: true}   | {}                     | 1000 | -              | -
            {}                     | {runAsNonRoot: true}   | 1000 | true           | -
            {runAsNonRoot: true}   | {runAsNonRoot: false}  | 0    | false          | [DAC_OVERRIDE]
            """)
    void shouldRunAsWhoCanEnterTheVolumes(
            String pod, String container, @Nullable String user, @Nullable String nonRoot, @Nullable String added)
            throws JsonProcessingException {
        ObjectNode item = (ObjectNode) YAML.readTree("""
                kind: Pod
                spec:
                  securityContext: %s
                  containers: [{name: app, securityContext: %s}]
                """.formatted(pod, container));

        new RestoreWait("busybox:1.35", "uid-1").addTo(item, List.of("data"));

        JsonNode security = item.at("/spec/initContainers/0/securityContext");
        assertThat(security.path("runAsUser")).isEqualTo(node(user));
        assertThat(security.path("runAsNonRoot")).isEqualTo(node(nonRoot));
        assertThat(security.at("/capabilities/add")).isEqualTo(node(added));
        assertThat(security.at("/capabilities/drop")).isEqualTo(node("[ALL]"));
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    }

    private static JsonNode node(@Nullable String yaml) throws JsonProcessingException {
        return yaml == null ? YAML.missingNode() : YAML.readTree(yaml);
    }
}
