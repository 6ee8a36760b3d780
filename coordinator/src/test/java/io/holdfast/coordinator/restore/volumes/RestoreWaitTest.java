package io.holdfast.coordinator.restore.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreWaitTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** It must not ask for more than the pod's namespace allows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # of the pod           | of its first container | user | nobody is root
            {}                     | {}                     | 1000 | -
            {}                     | {runAsUser: 999}       | 999  | -
            {runAsUser: 999}       | {}                     | -    | -
            {runAsUser: 1}         | {runAsUser: 999}       | 999  | -
            {runAsNonRoot: true}   | {}                     | 1000 | -
            {}                     | {runAsNonRoot: true}   | 1000 | true
            """)
    void shouldRunAsWhomTheNamespaceLetsIn(
            String pod, String container, @Nullable String user, @Nullable String nonRoot)
            throws JsonProcessingException {
        ObjectNode item = (ObjectNode) YAML.readTree("""
                kind: Pod
                spec:
                  securityContext: %s
                  containers: [{name: app, securityContext: %s}]
                """.formatted(pod, container));

        new RestoreWait("busybox:1.35", "uid-1").addTo(item, "shop/db");

        JsonNode security = item.at("/spec/initContainers/0/securityContext");
        assertThat(security.path("runAsUser")).isEqualTo(node(user));
        assertThat(security.path("runAsNonRoot")).isEqualTo(node(nonRoot));
        assertThat(security.at("/capabilities/drop")).isEqualTo(node("[ALL]"));
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    }

    /** A namespace may bound how little a container asks for, and how far its limits exceed that. */
    @Test
    void shouldSeeItsPodAndNoneOfTheVolumes() throws JsonProcessingException {
        ObjectNode pod =
                (ObjectNode) YAML.readTree("{spec: {volumes: [{name: data}], initContainers: [{name: mine}]}}");
        RestoreWait wait = new RestoreWait("busybox:1.35", "uid-1");
        assertThat(wait.holds(pod, "shop/db")).isFalse();
        wait.addTo(pod, "shop/db");

        assertThat(wait.holds(pod, "shop/db")).isTrue();
        assertThat(wait.holds(pod, "bank/db")).isFalse();
        assertThat(new RestoreWait("busybox:1.35", "uid-2").holds(pod, "shop/db"))
                .isFalse();
        assertThat(pod.at("/spec/initContainers").findValuesAsText("name")).containsSequence("restore-wait", "mine");
        assertThat(pod.at("/spec/initContainers/0/volumeMounts").findValuesAsText("name"))
                .containsExactly("restore-wait");
        assertThat(pod.at("/spec/volumes").findValuesAsText("name")).containsExactly("data", "restore-wait");
        assertThat(pod.at("/spec/volumes/1/downwardAPI/items/0/fieldRef/fieldPath")
                        .asText())
                .isEqualTo("metadata.annotations['holdfast.io/restored']");
        assertThat(pod.at("/spec/initContainers/0/resources/requests"))
                .isEqualTo(pod.at("/spec/initContainers/0/resources/limits"));
    }

    private static JsonNode node(@Nullable String yaml) throws JsonProcessingException {
        return yaml == null ? YAML.missingNode() : YAML.readTree(yaml);
    }
}
