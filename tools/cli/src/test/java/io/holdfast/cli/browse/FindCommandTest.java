package io.holdfast.cli.browse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found is what restic finds, in snapshots that it has made. */
class FindCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void backUp() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        for (String file : List.of("a/x.txt", "a/b/Y.TXT", "a/b/z", "c/b/z", "c/[x]", "d/ü.txt")) {
            Files.createDirectories(source.resolve(file).resolve(".."));
            Files.writeString(source.resolve(file), file);
        }
        TestCli _ = TestCli.make(folder.resolve("repository"));
        restic().backUp(source, "--tag", "first");
        Files.writeString(source.resolve("a/new.txt"), "new");
        Files.delete(source.resolve("c/b/z"));
        restic().backUp(source, "--tag", "second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*.txt",
                "z new.txt",
                "b",
                "/a/b/*",
                "a/**/z",
                "*.txt --ignore-case",
                "\\[x\\]",
                "z --tag first",
                "z --snapshot latest",
                "nothing"
            })
    void shouldFindWhatResticFinds(String arguments) {
        Set<String> found = new TreeSet<>();
        for (JsonNode match : ofType("match", cli().json(words("find " + arguments)))) {
            found.add(match.path("snapshot").asText() + ":" + match.path("path").asText());
        }
        Set<String> byRestic = new TreeSet<>();
        for (JsonNode snapshot : TestCli.object(restic().run(words("find --json --no-lock " + arguments)))) {
            snapshot.path("matches")
                    .forEach(match -> byRestic.add(snapshot.path("snapshot").asText() + ":"
                            + match.path("path").asText()));
        }
        assertThat(found).isEqualTo(byRestic);
        assertThat(found.isEmpty()).isEqualTo(arguments.equals("nothing"));
    }

    @Test
    void shouldFindWhatRefersToABlobAsResticDoes() {
        JsonNode tree = TestCli.object(restic().run("cat", "tree", latest() + ":/a", "--no-lock"));
        String blob = tree.path("nodes").path(1).path("content").path(0).asText();
        String subtree = tree.path("nodes").path(0).path("subtree").asText();
        assertThat(references("--blob", blob.substring(0, 8)))
                .isNotEmpty()
                .isEqualTo(referencesByRestic("--blob", blob.substring(0, 8)));
        assertThat(references("--tree", subtree)).isNotEmpty().isEqualTo(referencesByRestic("--tree", subtree));
        String root = cli().json("snapshots").getFirst().path(0).path("tree").asText();
        assertThat(references("--tree", root)).isNotEmpty().isEqualTo(referencesByRestic("--tree", root));
    }

    @Test
    void shouldFindWhatIsInAPack() {
        String pack =
                restic().run("list", "packs", "--no-lock").lines().findFirst().orElseThrow();
        Set<String> blobs = new TreeSet<>();
        ofType("reference", cli().json("find", "--pack", pack.substring(0, 10)))
                .forEach(reference -> blobs.add(reference.path("id").asText()));
        Set<String> ofPack = new TreeSet<>();
        for (String file : restic().run("list", "index", "--no-lock").lines().toList()) {
            for (JsonNode entry : TestCli.object(restic().run("cat", "index", file, "--no-lock"))
                    .path("packs")) {
                if (entry.path("id").asText().equals(pack)) {
                    entry.path("blobs")
                            .forEach(blob -> ofPack.add(blob.path("id").asText()));
                }
            }
        }
        assertThat(blobs).isNotEmpty().isEqualTo(ofPack);
    }

    @Test
    void shouldNameEachSnapshotOnce() {
        List<String> lines = cli().run("find", "*.txt").succeeded().lines();
        assertThat(lines).filteredOn(line -> line.startsWith("snapshot ")).hasSize(2);
        assertThat(lines.getFirst()).matches("snapshot [0-9a-f]{8} of 20.* [+-]\\d{4}:");
        assertThat(lines).containsSubsequence("/a/new.txt", "/a/x.txt", "/d/ü.txt", "/a/x.txt", "/d/ü.txt");
        assertThat(cli().run("find", "nothing").succeeded().err()).contains("nothing is found in 2 snapshots");
    }

    @Test
    void shouldSayWhatIsWrong() {
        cli().run("find").failed(ExitCode.USAGE, "name a pattern to find");
        cli().run("find", "x", "--blob", "00").failed(ExitCode.USAGE, "either patterns, or ids");
        cli().run("find", "[").failed(ExitCode.USAGE, "the pattern \"[\" makes no sense");
        cli().run("find", "--pack", "0123456789").failed(ExitCode.FAILED, "No pack in ", "has the id 0123456789");
        cli().run("find", "x", "--snapshot", "0123456789").failed(ExitCode.FAILED, "No snapshot has the id 0123456789");
    }

    private static Set<String> references(String option, String id) {
        Set<String> references = new TreeSet<>();
        ofType("reference", cli().json("find", option, id)).forEach(found -> references.add(reference(found)));
        return references;
    }

    private static Set<String> referencesByRestic(String option, String id) {
        Set<String> references = new TreeSet<>();
        TestCli.object(restic().run("find", "--json", "--no-lock", option, id))
                .forEach(found -> references.add(reference(found)));
        return references;
    }

    private static String reference(JsonNode found) {
        return Stream.of("object_type", "id", "path", "snapshot")
                .map(field -> found.path(field).asText())
                .toList()
                .toString();
    }

    private static List<JsonNode> ofType(String type, List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> object.path("message_type").asText().equals(type))
                .toList();
    }

    private static String latest() {
        return cli().json("snapshots").getFirst().path(1).path("id").asText();
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
