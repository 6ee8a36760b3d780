package io.holdfast.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check tells people and programs of a pack that is damaged in one file's content. */
@SuppressWarnings("NullAway.Init")
class CheckCommandTest {
    @TempDir
    private static Path folder;

    private static TestCli cli = new TestCli(Path.of(""));
    private static String pack = "";

    @BeforeAll
    static void damageARepository() throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        byte[] content = new byte[100_000];
        new Random(1).nextBytes(content);
        Files.write(source.resolve("the file"), content);
        cli = TestCli.make(folder.resolve("repository"));
        cli.run("backup", source.toString()).succeeded();
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
        assertThat(cli.run("check").succeeded().out()).contains("1 snapshot, 1 tree and 2 packs looked at: no errors");
        TestCli.Result read = cli.run("check", "--read-data");
        read.failed(
                ExitCode.FAILED,
                "reading 2 of 2 packs",
                "holdfast: pack " + pack + ": ",
                "this harms 1 path in 1 snapshot (",
                ":/the file; to repair it, ",
                "restic repair packs " + pack);
        assertThat(read.out()).contains("1 error, see above, which harms 1 of the snapshots");
    }

    @Test
    void shouldTellProgramsWhatIsHarmed() {
        TestCli.Result read = cli.run("check", "--read-data-subset", "1/1", "--json");
        read.failed(ExitCode.FAILED, "{\"message_type\":\"error\"");
        List<JsonNode> lines = TestCli.objects(read.out());
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
    }

    @Test
    void shouldRefuseToReadAllAndAPart() {
        cli.run("check", "--read-data", "--read-data-subset", "5%")
                .failed(ExitCode.USAGE, "--read-data reads all, --read-data-subset a part: give one of them");
    }
}
