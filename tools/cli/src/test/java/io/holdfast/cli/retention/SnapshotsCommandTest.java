package io.holdfast.cli.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.blob.BlobId;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import io.holdfast.repository.OpenRepository;
import io.holdfast.restore.BackedUpSample;
import io.holdfast.snapshot.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsCommandTest {
    private static final List<String> IDS = new ArrayList<>();

    @TempDir
    private static Path folder;

    /** One a day of two hosts, in turns; the first ones have a tag. */
    @BeforeAll
    static void makeSnapshots() {
        TestCli _ = TestCli.make(folder.resolve("repository"));
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"))) {
            for (int i = 0; i < 6; i++) {
                Instant time = Instant.parse("2026-03-01T12:00:00Z").plus(Duration.ofDays(i));
                List<String> tags = i < 3 ? List.of("early") : List.of();
                Snapshot snapshot = Snapshot.of(
                        time, BlobId.of(new byte[] {1}), List.of("/data"), i % 2 == 0 ? "a" : "b", "tester", tags);
                IDS.add(repository.saveSnapshot(snapshot).toHex());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "--host a", "--tag early", "--host b --tag early", "--path /data", "--path /", "latest"})
    void shouldListWhatResticLists(String arguments) {
        String line = ("snapshots " + arguments).strip();
        Set<String> listed = ids(cli().json(words(line)).getFirst());
        assertThat(listed).isEqualTo(ids(TestCli.object(restic().run(words(line + " --json --no-lock")))));
        assertThat(listed.isEmpty()).isEqualTo(arguments.equals("--path /"));
    }

    @Test
    void shouldListWhatIsNamed() {
        TestCli.Result listed = cli().run("snapshots", IDS.get(1).substring(0, 10), "latest", "--host", "a")
                .succeeded();
        assertThat(listed.out())
                .contains(IDS.get(1).substring(0, 8), IDS.get(4).substring(0, 8))
                .endsWith("2 snapshots" + System.lineSeparator());
        cli().run("snapshots", "0123456789").failed(ExitCode.FAILED, "No snapshot has the id 0123456789");
    }

    private static Set<String> ids(JsonNode snapshots) {
        Set<String> ids = new TreeSet<>();
        snapshots.forEach(each -> ids.add(each.path("id").asText()));
        return ids;
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private static TestCli cli() {
        return new TestCli(folder.resolve("repository"));
    }

    private static Restic restic() {
        return new Restic(folder.resolve("repository"), folder.resolve("scratch"));
    }
}
