package io.holdfast.coordinator.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.task.NodeLimits;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAgentSettingsReaderTest {
    private static final String EVERYTHING = """
            {
              "loadConcurrency": {
                "globalConfig": 8,
                "perNodeConfig": [
                  {"nodeSelector": {"matchLabels": {"disk": "slow"}}, "number": 3},
                  {"nodeSelector": {"matchExpressions": [{"key": "zone", "operator": "In", "values": ["a"]}]}, "number": 2}
                ],
                "prepareQueueLength": 30
              },
              "podResources": {"cpuLimit": "2"},
              "holdfast": {
                "parallelFiles": 16, "threads": 4, "memory": "512Mi",
                "perNode": [{"nodeSelector": {"matchLabels": {"disk": "slow"}}, "parallelFiles": 2, "memory": "1Gi"}]
              }
            }
            """;

    private static NodeLimits limits(int volumes, int files, int threads, long memory) {
        return new NodeLimits(
                OptionalInt.of(volumes), OptionalInt.of(files), OptionalInt.of(threads), OptionalLong.of(memory));
    }

    @Test
    void shouldReadWhatCountsForAllNodes() {
        assertThat(NodeAgentSettingsReader.read(EVERYTHING).limitsOf(Map.of())).isEqualTo(limits(8, 16, 4, 512 << 20));
    }

    @Test
    void shouldReadWhatCountsForSomeNodesValueByValue() {
        assertThat(NodeAgentSettingsReader.read(EVERYTHING).limitsOf(Map.of("disk", "slow")))
                .isEqualTo(limits(3, 2, 4, 1 << 30));
    }

    @Test
    void shouldTakeTheSmallestOfSeveralRules() {
        assertThat(NodeAgentSettingsReader.read(EVERYTHING)
                        .limitsOf(Map.of("disk", "slow", "zone", "a"))
                        .concurrentVolumes())
                .hasValue(2);
    }

    @Test
    void shouldSetNothingWhereNothingIsSaid() {
        assertThat(NodeAgentSettingsReader.read("{}")).isEqualTo(NodeAgentSettings.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"loadConcurrency\":{\"globalConfig\":0}}",
                "{\"loadConcurrency\":{\"globalConfig\":\"many\"}}",
                "{\"holdfast\":{\"threads\":-1}}",
                "{\"holdfast\":{\"memory\":\"a lot\"}}",
                "{\"holdfast\":{\"memory\":\"0\"}}",
                "{\"loadConcurrency\":{\"perNodeConfig\":[{\"number\":1,\"nodeSelector\":{\"matchExpressions\":"
                        + "[{\"key\":\"a\",\"operator\":\"Like\"}]}}]}}"
            })
    void shouldRefuseWhatMakesNoSense(String text) {
        assertThatThrownBy(() -> NodeAgentSettingsReader.read(text))
                .isInstanceOf(BackupException.class)
                .hasMessageStartingWith("The node agents' configuration is not usable");
    }
}
