package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarSpanTest {
    @ParameterizedTest
    @CsvSource({
        "1y5m7d2h, 2026-11-21T12:00:00+01:00, 2025-06-14T10:00:00+01:00",
        "1m, 2026-03-31T00:00:00Z, 2026-03-03T00:00:00Z",
        "1y, 2024-02-29T08:30:00Z, 2023-03-01T08:30:00Z",
        "1m1d, 2026-03-31T00:00:00Z, 2026-03-02T00:00:00Z",
        "36h, 2026-01-01T06:00:00-08:00, 2025-12-30T18:00:00-08:00",
        "14m, 2026-01-15T00:00:00Z, 2024-11-15T00:00:00Z"
    })
    void shouldCountBackAsGoDoes(String text, OffsetDateTime from, OffsetDateTime to) {
        CalendarSpan span = CalendarSpan.parse(text).orElseThrow();
        assertThat(span.before(from)).isEqualTo(to);
        assertThat(span).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0d", "1", "d", "1w", "-1d", "1h1d", "1.5d", "1d 2h", "12345678d"})
    void shouldRefuseWhatIsNoLength(String text) {
        assertThat(CalendarSpan.parse(text)).isEmpty();
    }
}
