package io.holdfast.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.StandardOutput;
import io.holdfast.cli.session.Invocation;
import io.holdfast.foreign.Restic;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** A result that nobody gets is no success. */
class StandardOutputTest {
    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @BeforeEach
    void backUp() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.writeString(source.resolve("file"), "content");
        TestCli.Result _ = TestCli.make(folder.resolve("repository"))
                .run("backup", source.toString())
                .succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshots", "ls latest", "dump latest /file"})
    void shouldFailWhereNoSpaceIsLeft(String arguments) throws Exception {
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertThat(call(full, arguments)).isEqualTo(ExitCode.FAILED.number());
        }
        assertThat(err.toString())
                .contains("standard output cannot be written: No space left on device; what it has is incomplete");
    }

    /** As programs end that SIGPIPE ends: whoever has seen enough wants no complaints. */
    @Test
    void shouldEndInSilenceWhenItsReaderHasGone() {
        OutputStream pipe = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(call(pipe, "snapshots")).isEqualTo(ExitCode.OUTPUT_CLOSED.number());
        assertThat(err.toString()).isEmpty();
    }

    private int call(OutputStream stream, String arguments) {
        StandardOutput output = new StandardOutput(stream);
        Map<String, String> variables = Map.of(
                "RESTIC_REPOSITORY", folder.resolve("repository").toString(), "RESTIC_PASSWORD", Restic.PASSWORD);
        CommandLine line = HoldfastCli.commandLine(new Invocation(variables, Clock.systemUTC(), false, output))
                .setOut(new PrintWriter(output, true, UTF_8))
                .setErr(new PrintWriter(err));
        return line.execute(Stream.concat(Stream.of("repo"), Stream.of(arguments.split(" ")))
                .toArray(String[]::new));
    }
}
