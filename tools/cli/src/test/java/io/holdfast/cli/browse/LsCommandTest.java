package io.holdfast.cli.browse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import io.holdfast.foreign.SampleTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is listed is what restic lists, of a tree with all that is odd. */
class LsCommandTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void backUp() throws Exception {
        SampleTree.fill(Files.createDirectory(folder.resolve("source")));
        TestCli _ = TestCli.make(folder.resolve("repository"));
        restic().backUp(folder.resolve("source"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "latest",
                "latest /contents /names",
                "latest /deep/d/d --recursive",
                "latest:/deep /d/d --recursive",
                "latest:metadata",
                "latest /links/fifo"
            })
    void shouldListWhatResticLists(String arguments) {
        String[] words = arguments.split(" ");
        assertThat(nodes(cli().json(with("ls", words))))
                .isNotEmpty()
                .isEqualTo(nodes(TestCli.objects(restic().run(with("ls", with("--json", with("--no-lock", words)))))));
    }

    @Test
    void shouldShowLongLines() {
        TestCli.Result listed =
                cli().run("ls", "latest", "/links", "/metadata", "--long").succeeded();
        assertThat(listed.out()).doesNotContain("snapshot");
        assertThat(listed.err()).startsWith("snapshot ");
        assertThat(listed.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("Lrwxrwxrwx    77    88")
                        .contains("1969-07-20 20:17:40")
                        .endsWith("/links/dangling -> ../nowhere/at all"))
                .anySatisfy(line -> assertThat(line).startsWith("urwxr-xr-x  1234 70000"));
    }

    @Test
    void shouldKeepOddNamesInALineAndTakeThemBack() {
        String odd = cli().run("ls", "latest", "/names").succeeded().lines().stream()
                .filter(path -> path.contains("\\xff"))
                .findFirst()
                .orElseThrow();
        assertThat(odd).isEqualTo("/names/\\xff\\xfex\\x80");
        assertThat(cli().run("ls", "latest", odd).succeeded().lines()).containsExactly(odd);
        assertThat(cli().run("find", odd).succeeded().lines()).contains(odd).hasSize(2);
        Path target = folder.resolve("target");
        TestCli.Result _ = cli().run("restore", "latest", "--include", odd, "--target", target.toString())
                .succeeded();
        assertThat(target.resolve("names").toFile().list()).hasSize(1);
        assertThat(cli().run("ls", "latest").succeeded().lines())
                .contains("/names/line\\x0abreak\\x09and \"quotes\" \\x5c back", "/names/ünïcødé 漢字 🙂 <&> \u2028");
    }

    @Test
    void shouldSayWhatIsNotThere() {
        cli().run("ls", "latest", "/contents/nothing")
                .failed(
                        ExitCode.FAILED,
                        "There is no /contents/nothing in snapshot ",
                        "/contents has no entry nothing");
        cli().run("ls", "latest", "/contents/text/below")
                .failed(ExitCode.USAGE, "/contents/text in snapshot ", "is no directory, but a file");
        cli().run("ls", "0123456789").failed(ExitCode.FAILED, "No snapshot has the id 0123456789", "list them");
        cli().run("ls", "lately").failed(ExitCode.FAILED, "\"lately\" names no snapshot");
        cli().run("ls", "latest", "--host", "elsewhere")
                .failed(ExitCode.FAILED, "No snapshot has host elsewhere", "list the snapshots");
        assertThat(folder.resolve("repository/locks")).isEmptyDirectory();
    }

    private static TestCli cli() {
        return new TestCli(folder.resolve("repository"));
    }

    private static Restic restic() {
        return new Restic(folder.resolve("repository"), folder.resolve("scratch"));
    }

    private static String[] with(String first, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addFirst(first);
        return all.toArray(String[]::new);
    }

    /** The fields of each node by path, but for those that either does not have by intent. */
    private static Map<String, Map<String, JsonNode>> nodes(List<JsonNode> objects) {
        Map<String, Map<String, JsonNode>> nodes = new TreeMap<>();
        for (JsonNode object : objects) {
            if (object.path("message_type").asText().equals("node")) {
                Map<String, JsonNode> fields = new TreeMap<>();
                object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
                fields.keySet().removeAll(List.of("struct_type", "user", "group", "linktarget"));
                fields.remove("mode", new IntNode(0)); // which restic leaves out
                nodes.put(object.path("path").asText(), fields);
            }
        }
        return nodes;
    }
}
