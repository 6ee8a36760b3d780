package io.holdfast.cli.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import io.holdfast.foreign.SampleTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures are restic's, of snapshots that share most, with hard links, holes, copies and all types of entries. */
class StatsCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void backUp() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        SampleTree.fill(source);
        TestCli _ = TestCli.make(folder.resolve("repository"));
        restic().backUp(source);
        Files.writeString(source.resolve("contents/text"), "and more", StandardOpenOption.APPEND);
        Files.writeString(source.resolve("contents/new"), "new");
        TestCli.Result _ =
                cli().run("backup", source.toString(), "--parent", "none").succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restore-size", "files-by-contents", "blobs-per-file", "raw-data"})
    void shouldCountAsResticDoes(String mode) {
        for (String snapshots : List.of("", "latest")) {
            JsonNode ours =
                    cli().json(words("stats --mode " + mode + " " + snapshots)).getFirst();
            JsonNode theirs =
                    TestCli.object(restic().run(words("stats --json --no-lock --mode " + mode + " " + snapshots)));
            TreeSet<String> fields = new TreeSet<>();
            ours.fieldNames().forEachRemaining(fields::add);
            fields.removeAll(List.of("message_type", "mode"));
            TreeSet<String> theirFields = new TreeSet<>();
            theirs.fieldNames().forEachRemaining(theirFields::add);
            assertThat(fields).isEqualTo(theirFields);
            for (String field : fields) {
                assertThat(ours.path(field).asDouble())
                        .as("%s of %s", field, mode)
                        .isCloseTo(theirs.path(field).asDouble(), within(1e-9));
            }
        }
    }

    @Test
    void shouldTellPeople() {
        assertThat(cli().run("stats", "--mode", "raw-data").succeeded().lines())
                .contains("2 snapshots, counted by raw-data")
                .anyMatch(line -> line.matches("compression: {2}\\d.*% saved in all"));
        assertThat(cli().run("stats", "latest").succeeded().lines()).contains("1 snapshot, counted by restore-size");
        assertThat(cli().json("stats", "--host", "nowhere")
                        .getFirst()
                        .path("total_size")
                        .asInt(-1))
                .isZero();
        cli().run("stats", "--mode", "debug")
                .failed(ExitCode.USAGE, "'debug' is none of restore-size, files-by-contents");
        cli().run("stats", "0123456789").failed(ExitCode.FAILED, "No snapshot has the id 0123456789");
    }

    private static String[] words(String line) {
        return line.strip().split(" ");
    }

    private static TestCli cli() {
        return new TestCli(folder.resolve("repository"));
    }

    private static Restic restic() {
        return new Restic(folder.resolve("repository"), folder.resolve("scratch"));
    }
}
