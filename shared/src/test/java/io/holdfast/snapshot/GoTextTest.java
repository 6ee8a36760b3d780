package io.holdfast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.linux.FileName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text and times are written as Go's own libraries write them. */
class GoTextTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void shouldQuoteAndEscapeAsGoDid() throws IOException {
        List<String> lines;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                GoTextTest.class.getResourceAsStream("go-strings.txt"), StandardCharsets.US_ASCII))) {
            lines = reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
        assertThat(lines).hasSizeGreaterThan(500).allSatisfy(line -> {
            List<String> columns = List.of(line.split(" "));
            byte[] bytes = HEX.parseHex(columns.get(0));
            String quoted = GoQuote.quote(bytes);
            assertThat(text(json(quoted.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(text(HEX.parseHex(columns.get(1))));
            assertThat(text(json(bytes))).isEqualTo(text(HEX.parseHex(columns.get(2))));
            assertThat(GoQuote.unquoteBytes(quoted)).isEqualTo(bytes);
        });
    }

    @Test
    void shouldGiveEveryNameBack() {
        Random random = new Random(17);
        for (int i = 0; i < 5000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(20)];
            random.nextBytes(bytes);
            if (FileName.isValid(bytes)) {
                FileName name = FileName.of(bytes);
                assertThat(GoQuote.unquote(GoQuote.quote(name))).isEqualTo(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", ".", "", "\\", "\\x4", "\\u00", "\\q", "a\\x00", "\\07"})
    void shouldRefuseWhatNoFileIsCalled(String quoted) {
        assertThatThrownBy(() -> GoQuote.unquote(quoted)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:06:07Z, 2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07.120Z, 2026-03-04T05:06:07.12Z",
        "2026-03-04T05:06:07.000000001Z, 2026-03-04T05:06:07.000000001Z",
        "2026-03-04T05:06:07.5+05:30, 2026-03-04T05:06:07.5+05:30",
        "1969-12-31T20:00:00.000000001-03:30, 1969-12-31T20:00:00.000000001-03:30",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "2026-03-04T05:06:07+00:00, 2026-03-04T05:06:07Z"
    })
    void shouldWriteTimesAsGoDoes(String read, String written) {
        assertThat(write(NodeTime.parse(read))).isEqualTo('"' + written + '"');
    }

    /** Some file systems keep times that four digits of a year cannot; restic moves their years. */
    @ParameterizedTest
    @CsvSource({"+292277-05-06T07:08:09Z, 9999-05-06T07:08:09Z", "-0044-03-15T01:02:03Z, 0000-03-15T01:02:03Z"})
    void shouldBringYearsIntoRange(String time, String written) {
        assertThat(write(NodeTime.of(Instant.parse(time)))).isEqualTo('"' + written + '"');
    }

    private static String write(NodeTime time) {
        GoJson json = new GoJson(0);
        json.time(time);
        return text(bytes(json));
    }

    private static byte[] json(byte[] utf8) {
        GoJson json = new GoJson(0);
        json.string(utf8);
        return bytes(json);
    }

    private static byte[] bytes(GoJson json) {
        ByteBuffer view = json.view();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
