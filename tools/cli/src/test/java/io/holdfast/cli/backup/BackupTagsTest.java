package io.holdfast.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import io.holdfast.snapshot.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tag that is not written as restic writes it is not found by what is to keep its snapshot. */
class BackupTagsTest {
    private static final String[][] TAGS = {{"a,b"}, {" a , ,c", ""}, {"b", "d"}, {}};

    @TempDir
    private static Path folder;

    @BeforeAll
    static void backUp() throws Exception {
        TestCli _ = TestCli.make(folder.resolve("repository"));
        TestCli _ = TestCli.make(folder.resolve("by restic"));
        Path source = Files.createDirectory(folder.resolve("source"));
        for (String[] tags : TAGS) {
            String[] backup = {"backup", source.toString(), "--host", "here"};
            for (String tag : tags) {
                backup = with(backup, "--tag", tag);
            }
            TestCli.Result _ = cli().run(backup).succeeded();
            String _ = restic("by restic").run(backup);
        }
    }

    @Test
    void shouldWriteTheTagsThatResticWrites() {
        assertThat(tags(restic("repository"))).hasSize(TAGS.length).isEqualTo(tags(restic("by restic")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a", " b ,a", "d", "", "a,", "nothing"})
    void shouldChooseTheSnapshotsThatResticChooses(String list) {
        Set<String> chosen = tags(restic("by restic"), "--tag", list);
        assertThat(tags(restic("repository"), "--tag", list)).isEqualTo(chosen);
        JsonNode kept = TestCli.object(restic("by restic")
                        .tryRun("forget", "--dry-run", "--json", "--no-lock", "--keep-tag", list)
                        .output()
                        .lines()
                        .findFirst()
                        .orElse("[]"))
                .path(0)
                .path("keep");
        TestCli.Result plan = cli().run("forget", "--dry-run", "--json", "--keep-tag", list);
        Set<String> keptHere = plan.exitCode() == 0
                ? tags(TestCli.objects(plan.out()).getFirst().path("keep"))
                : Set.of();
        assertThat(keptHere).isEqualTo(tags(kept));
    }

    @Test
    void shouldNotMarkABackupAsUnfinished() {
        cli().run("backup", folder.resolve("source").toString(), "--tag", "a," + Snapshot.UNFINISHED)
                .failed(ExitCode.USAGE, "choose another one");
    }

    private static Set<String> tags(Restic restic, String... filter) {
        return tags(TestCli.object(restic.run(with(new String[] {"snapshots", "--json", "--no-lock"}, filter))));
    }

    private static Set<String> tags(JsonNode snapshots) {
        Set<String> tags = new TreeSet<>();
        snapshots.forEach(each -> tags.add(
                each.path("tags").valueStream().map(JsonNode::asText).toList().toString()));
        return tags;
    }

    private static String[] with(String[] words, String... more) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    private static TestCli cli() {
        return new TestCli(folder.resolve("repository"));
    }

    private static Restic restic(String name) {
        return new Restic(folder.resolve(name), folder.resolve("scratch"));
    }
}
