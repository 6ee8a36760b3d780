package io.holdfast.coordinator.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.coordinator.limits.NodeSelector.Operator;
import io.holdfast.coordinator.limits.NodeSelector.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeSelectorTest {
    @ParameterizedTest
    @CsvSource({
        "IN, x, true",
        "IN, y, false",
        "IN, , false",
        "NOT_IN, x, false",
        "NOT_IN, y, true",
        "NOT_IN, , true",
        "EXISTS, y, true",
        "EXISTS, , false",
        "DOES_NOT_EXIST, y, false",
        "DOES_NOT_EXIST, , true"
    })
    void shouldMatchAsKubernetesDoes(Operator operator, String value, boolean matches) {
        var selector = new NodeSelector(Map.of(), List.of(new Requirement("key", operator, List.of("x"))));
        assertThat(selector.matches(value == null ? Map.of() : Map.of("key", value)))
                .isEqualTo(matches);
    }
}
