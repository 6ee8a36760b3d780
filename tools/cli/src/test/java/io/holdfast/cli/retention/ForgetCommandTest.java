package io.holdfast.cli.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.restore.BackedUpSample;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.upload.FileKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForgetCommandTest {
    @TempDir
    private Path folder;

    private TestCli cli = new TestCli(Path.of(""));
    private final List<String> ids = new ArrayList<>();

    /** One a day of two hosts, in turns; the first ones of host a have a tag. */
    @BeforeEach
    void makeSnapshots() {
        cli = TestCli.make(folder.resolve("repository"));
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"))) {
            for (int i = 0; i < 8; i++) {
                Instant time = Instant.parse("2026-03-01T12:00:00Z").plus(Duration.ofDays(i));
                Snapshot snapshot = Snapshot.of(
                        time,
                        BlobId.of(new byte[] {1}),
                        List.of("/data"),
                        i % 2 == 0 ? "a" : "b",
                        "tester",
                        i < 3 ? List.of("early") : List.of());
                ids.add(repository.saveSnapshot(snapshot).toHex());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--keep-last 1",
                "--keep-daily 2 --group-by host",
                "-l 1 --group-by=",
                "--keep-within 3d --host a",
                "--keep-last 1 --tag early",
                "--keep-last 1 --keep-tag early --path /data",
                "--keep-weekly unlimited"
            })
    void shouldPlanAsResticDoes(String arguments) {
        assertThat(removed(cli.json(words("forget --dry-run " + arguments))))
                .isEqualTo(removedByRestic(words("forget --dry-run --no-lock --json " + arguments)));
        assertThat(left()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void shouldRemoveWhatThePolicyDoesNotKeep() {
        TestCli.Result result =
                cli.run("forget", "--keep-last", "1", "--keep-tag", "early").succeeded();
        assertThat(result.lines())
                .contains(
                        "host a, paths /data:",
                        "3 snapshots removed; run restic prune to free the space of what nothing"
                                + " refers to any more")
                .anyMatch(line ->
                        line.startsWith("keep    " + ids.get(6).substring(0, 8)) && line.endsWith("  last snapshot"))
                .anyMatch(line ->
                        line.startsWith("keep    " + ids.get(0).substring(0, 8)) && line.endsWith("has tags [early]"))
                .anyMatch(line -> line.startsWith("remove  " + ids.get(4).substring(0, 8)));
        assertThat(left()).containsExactlyInAnyOrder(ids.get(0), ids.get(1), ids.get(2), ids.get(6), ids.get(7));
        assertThat(restic().run("snapshots", "--json", "--no-lock"))
                .contains(ids.get(7))
                .doesNotContain(ids.get(5));
    }

    @Test
    void shouldRemoveWhatIsNamed() {
        TestCli.Result dry = cli.run("forget", "latest", ids.getFirst(), "--host", "a", "--dry-run")
                .succeeded();
        assertThat(dry.out()).contains("2 snapshots would be removed");
        assertThat(cli.json("forget", "latest", ids.getFirst().substring(0, 12), "--host", "a")
                        .getLast()
                        .path("removed"))
                .extracting(JsonNode::asText)
                .containsExactly(ids.get(6), ids.get(0));
        assertThat(left()).hasSize(6).doesNotContain(ids.get(0), ids.get(6));
    }

    /** Which is what the listing says is to be done with it. */
    @Test
    void shouldRemoveADamagedSnapshot() {
        FileId bad = FileId.of(new byte[] {5});
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"))) {
            repository.store().put(FileKind.SNAPSHOT.key(bad), ObjectContent.of(new byte[] {6}));
        }
        assertThat(cli.run("snapshots").err()).contains("run holdfast repo forget " + bad);
        TestCli.Result _ = cli.run("forget", bad.toHex()).succeeded();
        assertThat(cli.run("snapshots").err()).isEmpty();
        cli.run("forget", bad.toHex()).failed(ExitCode.FAILED, "No snapshot has the id " + bad);
    }

    @Test
    void shouldRemoveNothingWhereItIsNotClearWhat() {
        cli.run("forget").failed(ExitCode.USAGE, "name snapshots to remove, or say by --keep-...");
        cli.run("forget", ids.getFirst(), "--keep-last", "1").failed(ExitCode.USAGE, "either name snapshots");
        cli.run("forget", "--keep-tag", "late")
                .failed(ExitCode.FAILED, "none of the 4 snapshots of host a, paths /data", "nothing is removed");
        cli.run("forget", "--keep-within", "1week").failed(ExitCode.USAGE, "'1week' is not a length of time");
        cli.run("forget", "--keep-last", "-3").failed(ExitCode.USAGE, "less than 0");
        cli.run("forget", "--keep-last", "1", "--group-by", "user")
                .failed(ExitCode.USAGE, "none of host, paths and tags");
        cli.run("forget", ids.getFirst(), "0123456789").failed(ExitCode.FAILED, "No snapshot has the id 0123456789");
        assertThat(left()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void shouldSayThatNothingMatches() {
        assertThat(cli.run("forget", "--keep-last", "1", "--tag", "late", "--host", "a")
                        .succeeded()
                        .out())
                .startsWith("no snapshot has host a, tags late, so nothing is removed")
                .doesNotContain("prune");
        assertThat(cli.run("forget", "--keep-last", "8").succeeded().out())
                .endsWith("0 snapshots removed" + System.lineSeparator());
        String[] all = Stream.concat(Stream.of("forget"), ids.stream()).toArray(String[]::new);
        TestCli.Result _ = cli.run(all).succeeded();
        assertThat(cli.run("forget", "--keep-last", "1").succeeded().out()).startsWith("there is no snapshot");
    }

    /** A restore that is under way must not lose its snapshot; to look is no harm. */
    @Test
    void shouldNotRemoveAnythingWhileOthersAreAtWork() {
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"));
                RepositoryLock _ = repository.lock(LockOwner.ofProcess("elsewhere", "somebody"), LockMode.SHARED)) {
            cli.run("forget", ids.getFirst()).failed(ExitCode.LOCKED, "somebody on elsewhere");
            TestCli.Result _ = cli.run("forget", ids.getFirst(), "--dry-run").succeeded();
        }
        assertThat(left()).containsExactlyInAnyOrderElementsOf(ids);
    }

    private static Set<String> removed(List<JsonNode> objects) {
        Set<String> removed = new TreeSet<>();
        Set<String> summarized = new TreeSet<>();
        objects.forEach(object -> object.path("remove")
                .forEach(each -> removed.add(each.path("id").asText())));
        objects.getLast().path("removed").forEach(id -> summarized.add(id.asText()));
        assertThat(summarized).isEqualTo(removed);
        return removed;
    }

    private Set<String> removedByRestic(String... arguments) {
        Set<String> removed = new TreeSet<>();
        TestCli.object(restic().run(arguments))
                .forEach(group -> group.path("remove")
                        .forEach(each -> removed.add(each.path("id").asText())));
        return removed;
    }

    private List<String> left() {
        String[] files = folder.resolve("repository/snapshots").toFile().list();
        return files == null ? List.of() : List.of(files);
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private Restic restic() {
        return new Restic(folder.resolve("repository"), folder.resolve("scratch"));
    }
}
