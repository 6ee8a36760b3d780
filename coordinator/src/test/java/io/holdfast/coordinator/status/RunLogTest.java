package io.holdfast.coordinator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class RunLogTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteLinesAsLogrusAndResultsAsVelero() throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T02:38:46.5Z"), ZoneOffset.UTC);
        RunLog log = new RunLog(clock, "backup", "velero/a1", folder.resolve("log.gz"));
        log.info("Found 20 pods in namespace bench");
        log.warning(ResultScope.of("hook"), "It said \"no\"\nand left");
        log.error(ResultScope.server(), "broken");
        log.error(new ResultScope.Cluster(), "missing");
        RunResults results = log.results();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(log.finish()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("""
                    time="2026-11-21T02:38:46Z" level=info msg="Found 20 pods in namespace bench" backup=velero/a1
                    time="2026-11-21T02:38:46Z" level=warning msg="It said \\"no\\"\\nand left" backup=velero/a1 namespace=hook
                    time="2026-11-21T02:38:46Z" level=error msg="broken" backup=velero/a1
                    time="2026-11-21T02:38:46Z" level=error msg="missing" backup=velero/a1
                    """);
        }
        assertThat(new ObjectMapper().writeValueAsString(results))
                .isEqualTo("{\"errors\":{\"velero\":[\"broken\"],\"cluster\":[\"missing\"]},"
                        + "\"warnings\":{\"namespaces\":{\"hook\":[\"It said \\\"no\\\"\\nand left\"]}}}");
        assertThat(results.errors().count()).isEqualTo(2);
    }

    @Test
    void shouldWriteEmptyResultsAsVelero() throws IOException {
        try (RunLog log = new RunLog(Clock.systemUTC(), "backup", "velero/a1", folder.resolve("log.gz"))) {
            assertThat(new ObjectMapper().writeValueAsString(log.results()))
                    .isEqualTo("{\"errors\":{},\"warnings\":{}}");
        }
    }
}
