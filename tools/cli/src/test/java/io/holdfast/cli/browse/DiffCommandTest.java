package io.holdfast.cli.browse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Differences between snapshots that restic has made of a tree which changes at random are those that restic tells. */
class DiffCommandTest {
    private static final long SEED = 20261124;

    @TempDir
    private static Path folder;

    private static final List<String> IDS = new ArrayList<>();

    @BeforeAll
    static void backUp() throws Exception {
        Random random = new Random(SEED);
        Path source = Files.createDirectory(folder.resolve("source"));
        TestCli _ = TestCli.make(folder.resolve("repository"));
        fill(source, random, 3);
        for (int round = 0; round < 4; round++) {
            restic().backUp(source);
            change(source, random);
        }
        cli().json("snapshots")
                .getFirst()
                .forEach(snapshot -> IDS.add(snapshot.path("id").asText()));
    }

    @Test
    void shouldTellWhatResticTells() {
        for (int i = 1; i < IDS.size(); i++) {
            assertSame("diff", IDS.get(i - 1), IDS.get(i));
            assertSame("diff", IDS.get(i), IDS.getFirst());
            assertSame("diff", IDS.get(i) + ":d0", IDS.getFirst() + ":/d1");
            assertSame("diff", "--metadata", IDS.get(i - 1), IDS.get(i));
        }
    }

    @Test
    void shouldSumUp() {
        TestCli.Result result = cli().run("diff", IDS.getFirst(), "latest").succeeded();
        assertThat(result.err()).startsWith("from snapshot " + IDS.getFirst().substring(0, 8) + " to snapshot ");
        assertThat(result.lines())
                .anyMatch(line -> line.matches("M {3}/.*"))
                .anyMatch(line -> line.matches("\\+ {3}/.*"))
                .anyMatch(line -> line.matches("files: {3}\\d+ added, \\d+ removed, \\d+ changed"));
        assertThat(cli().json("diff", "latest", "latest")).hasSize(1);
        cli().run("diff", "latest", "latest:/nothing").failed(ExitCode.FAILED, "There is no /nothing in snapshot ");
        cli().run("diff", "latest").failed(ExitCode.USAGE, "AFTER");
    }

    private static void assertSame(String... arguments) {
        List<JsonNode> ours = cli().json(arguments);
        List<JsonNode> theirs =
                TestCli.objects(restic().run(Stream.concat(Stream.of(arguments), Stream.of("--json", "--no-lock"))
                        .toArray(String[]::new)));
        assertThat(changes(ours)).as("seed %d, %s", SEED, List.of(arguments)).isEqualTo(changes(theirs));
        for (String field : List.of("changed_files", "added", "removed")) {
            assertThat(ours.getLast().path(field))
                    .as("seed %d, %s of %s", SEED, field, List.of(arguments))
                    .isEqualTo(theirs.getLast().path(field));
        }
    }

    /** All but the metadata of directories, to which restic counts what is in them. */
    private static List<String> changes(List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> object.path("message_type").asText().equals("change"))
                .map(object -> object.path("modifier").asText() + " "
                        + object.path("path").asText())
                .filter(change -> !(change.startsWith("U ") && change.endsWith("/")))
                .toList();
    }

    private static void fill(Path directory, Random random, int levels) throws IOException {
        for (int i = 0; i < 5; i++) {
            write(directory.resolve("f" + i), random);
            if (levels > 0 && i < 3) {
                fill(Files.createDirectory(directory.resolve("d" + i)), random, levels - 1);
            }
        }
        Files.createSymbolicLink(directory.resolve("link"), Path.of("f0"));
    }

    private static void change(Path source, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> below = Files.walk(source)) {
            files = below.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            switch (random.nextInt(30)) {
                case 0 -> write(file, random);
                case 1 -> Files.delete(file);
                case 2 -> write(file.resolveSibling("new" + random.nextInt(1000)), random);
                case 3 -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, Path.of("elsewhere"));
                }
                case 4 ->
                    fill(Files.createDirectory(file.resolveSibling("folder" + random.nextInt(1_000_000))), random, 0);
                case 5 -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
                default -> {}
            }
        }
    }

    private static void write(Path file, Random random) throws IOException {
        byte[] content = new byte[1 + random.nextInt(500)];
        random.nextBytes(content);
        Files.write(file, content);
    }

    private static TestCli cli() {
        return new TestCli(folder.resolve("repository"));
    }

    private static Restic restic() {
        return new Restic(folder.resolve("repository"), folder.resolve("scratch"));
    }
}
