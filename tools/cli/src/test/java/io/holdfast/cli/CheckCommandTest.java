package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a check tells people and programs of a pack that is damaged in one file's content. */
@SuppressWarnings("NullAway.Init")
class CheckCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static String pack = "";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void damageARepository() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        Files.write(source.resolve("the file"), content);
        CheckCommandTest writer = new CheckCommandTest();
        assertThat(writer.call("init")).isZero();
        assertThat(writer.call("backup", source.toString())).isZero();
        Path largest;
        try (Stream<Path> files = Files.walk(folder.resolve("repository/data"))) {
            largest = files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        pack = largest.toFile().getName();
        byte[] bytes = Files.readAllBytes(largest);
        bytes[500] ^= 1;
        Files.delete(largest);
        Files.write(largest, bytes);
    }

    @Test
    void shouldTellPeopleWhatIsHarmed() {
        assertThat(call("check")).isZero();
        assertThat(out.toString()).contains("no errors");
        assertThat(call("check", "--read-data")).isEqualTo(ExitCode.FAILED.number());
        assertThat(err.toString())
                .contains("reading 2 of 2 packs", "holdfast: pack " + pack + ": ", "this harms 1 path in 1 snapshot (")
                .contains(":/the file; to repair it, ", "restic repair packs " + pack);
        assertThat(out.toString()).contains("1 error, see above, which harms 1 of the snapshots");
    }

    @Test
    void shouldTellProgramsWhatIsHarmed() throws IOException {
        assertThat(call("check", "--read-data-subset", "1/1", "--json")).isEqualTo(ExitCode.FAILED.number());
        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                out.toString().lines().filter(each -> each.startsWith("{")).toList()) {
            lines.add(JSON.readTree(line));
        }
        JsonNode finding = lines.stream()
                .filter(line -> line.path("message_type").asText().equals("finding"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.path("weight").asText()).isEqualTo("error");
        assertThat(finding.path("item").asText()).isEqualTo("pack " + pack);
        assertThat(finding.path("harmed_paths").asInt()).isOne();
        assertThat(finding.path("paths").path(0).path("path").asText()).isEqualTo("/the file");
        JsonNode summary = lines.getLast();
        assertThat(summary.path("message_type").asText()).isEqualTo("summary");
        assertThat(summary.path("num_errors").asInt()).isOne();
        assertThat(summary.path("harmed_snapshots").path(0))
                .isEqualTo(finding.path("snapshots").path(0))
                .isEqualTo(finding.path("paths").path(0).path("snapshot"));
        assertThat(err.toString()).contains("{\"message_type\":\"error\"");
    }

    @Test
    void shouldRefuseToReadAllAndAPart() {
        assertThat(call("check", "--read-data", "--read-data-subset", "5%")).isEqualTo(ExitCode.USAGE.number());
        assertThat(err.toString()).contains("--read-data reads all, --read-data-subset a part: give one of them");
    }

    private int call(String... arguments) {
        Map<String, String> variables =
                Map.of("RESTIC_PASSWORD", "secret", "RESTIC_REPOSITORY", folder + "/repository");
        CommandLine line = HoldfastCli.commandLine(new Invocation(variables, Clock.systemUTC(), false));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of("repo"));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }
}
