package io.holdfast.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreCommandTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void backUp() throws Exception {
        Path source = Files.createDirectory(shared.resolve("source"));
        for (String file : List.of("letters/may.odt", "letters/June.ODT", "letters/old/may.odt", "notes/may.txt")) {
            Files.createDirectories(source.resolve(file).resolve(".."));
            Files.writeString(source.resolve(file), file);
        }
        TestCli.Result _ = TestCli.make(shared.resolve("repository"))
                .run("backup", source.toString(), "--host", "one")
                .succeeded();
        TestCli.Result _ = cli().run("backup", source.resolve("notes").toString(), "--host", "two")
                .succeeded();
    }

    @Test
    void shouldBringBackOneFile() {
        TestCli.Result _ = restore("latest", "--host", "one", "--include", "/letters/may.odt")
                .succeeded();
        assertThat(files()).containsExactly("letters/may.odt");
    }

    @Test
    void shouldBringBackADirectoryAsTheTop() {
        TestCli.Result _ = restore(
                        "latest:/letters", "--path", shared.resolve("source").toString(), "-e", "old")
                .succeeded();
        assertThat(files()).containsExactly("June.ODT", "may.odt");
    }

    @Test
    void shouldIgnoreCaseWhereToldSo() {
        TestCli.Result _ = restore("latest", "--host=one", "--iinclude=*.odt", "--iexclude", "MAY*")
                .succeeded();
        assertThat(files()).containsExactly("letters/June.ODT");
    }

    @Test
    void shouldTakeTheNewestOfAllUnlessToldOtherwise() {
        TestCli.Result _ = restore("latest").succeeded();
        assertThat(files()).containsExactly("may.txt");
    }

    @Test
    void shouldSayWhatIsWrong() {
        restore("latest", "--include", "letters")
                .failed(ExitCode.FAILED, "Nothing in the snapshot matches \"letters\"");
        restore("latest", "--include", "letters/[").failed(ExitCode.USAGE, "the pattern \"letters/[\" makes no sense");
        restore("latest:/letters", "--host", "two").failed(ExitCode.FAILED, "There is no /letters in snapshot ");
        assertThat(files()).isEmpty();
    }

    private static TestCli cli() {
        return new TestCli(shared.resolve("repository"));
    }

    private TestCli.Result restore(String... arguments) {
        return cli().run(Stream.concat(
                        Stream.of(
                                "restore", "--target", folder.resolve("target").toString()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private List<String> files() {
        Path target = folder.resolve("target");
        try (Stream<Path> below = Files.walk(Files.createDirectories(target))) {
            return below.filter(Files::isRegularFile)
                    .map(file -> target.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
