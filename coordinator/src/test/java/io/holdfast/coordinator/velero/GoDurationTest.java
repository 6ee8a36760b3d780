package io.holdfast.coordinator.velero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "720h,720h0m0s",
        "720h0m0s,720h0m0s",
        "10m,10m0s",
        "90m,1h30m0s",
        "1.5h,1h30m0s",
        "1m30.25s,1m30.25s",
        "1500ms,1.5s",
        "250us,250µs",
        "0,0s",
        "0s,0s",
        "-1m,-1m0s"
    })
    void shouldWriteAsGoWhatItReads(String text, String written) {
        assertThat(GoDuration.parse(text)).hasToString(written);
    }

    @Test
    void shouldReadMixedUnits() {
        assertThat(GoDuration.parse("1h2m3s4ms").value())
                .isEqualTo(Duration.ofHours(1).plusMinutes(2).plusSeconds(3).plusMillis(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "5", "h", "1h2", "1d", "1h 2m", " 1h"})
    void shouldRefuseWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
