package io.holdfast.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.task.NodeLimits;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnLimitsTest {
    @Test
    void shouldSetNothingWithoutVariables() {
        assertThat(OwnLimits.of(Map.of())).isEqualTo(NodeLimits.UNSET);
        assertThat(OwnLimits.of(Map.of("PARALLEL_FILES_UPLOAD", "", "GOMAXPROCS", "", "HOLDFAST_MEMORY", " ")))
                .isEqualTo(NodeLimits.UNSET);
    }

    @Test
    void shouldReadAllVariables() {
        assertThat(OwnLimits.of(Map.of("PARALLEL_FILES_UPLOAD", "10", "GOMAXPROCS", "2", "HOLDFAST_MEMORY", "300Mi")))
                .isEqualTo(new NodeLimits(
                        OptionalInt.empty(), OptionalInt.of(10), OptionalInt.of(2), OptionalLong.of(300L << 20)));
    }

    /** As Go's runtime does with what is no positive number. */
    @Test
    void shouldLeaveAnUnusableGomaxprocsOut() {
        assertThat(OwnLimits.of(Map.of("GOMAXPROCS", "0"))).isEqualTo(NodeLimits.UNSET);
        assertThat(OwnLimits.of(Map.of("GOMAXPROCS", "many"))).isEqualTo(NodeLimits.UNSET);
    }

    @ParameterizedTest
    @CsvSource({"PARALLEL_FILES_UPLOAD, many", "PARALLEL_FILES_UPLOAD, 0", "HOLDFAST_MEMORY, 1GB", "HOLDFAST_MEMORY, 0"
    })
    void shouldRefuseWhatMakesNoSense(String variable, String value) {
        assertThatThrownBy(() -> OwnLimits.of(Map.of(variable, value))).isInstanceOf(IllegalArgumentException.class);
    }
}
