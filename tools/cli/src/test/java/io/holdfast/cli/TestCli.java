package io.holdfast.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.cli.output.StandardOutput;
import io.holdfast.cli.session.Invocation;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code holdfast repo} within the test's process, on one repository. */
public record TestCli(Path repository, String password, OutputStream bytes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public TestCli(Path repository) {
        this(repository, Restic.PASSWORD, OutputStream.nullOutputStream());
    }

    /** A new repository, whose key is cheap to open. */
    public static TestCli make(Path repository) {
        try (ObjectStore store = TestRepositories.directory(repository);
                OpenRepository _ = TestRepositories.openOrCreate(store)) {
            return new TestCli(repository);
        }
    }

    /** What a call ended with and printed. */
    public record Result(int exitCode, String out, String err) {
        public Result succeeded() {
            assertThat(exitCode).as("%s%n%s", out, err).isZero();
            return this;
        }

        public void failed(ExitCode expected, String... words) {
            assertThat(exitCode).as("%s%n%s", out, err).isEqualTo(expected.number());
            assertThat(err).contains(words);
        }

        public List<String> lines() {
            return out.lines().toList();
        }
    }

    public TestCli with(String otherPassword) {
        return new TestCli(repository, otherPassword, bytes);
    }

    /** With results that are bytes, not text, going there. */
    public TestCli writingTo(OutputStream stream) {
        return new TestCli(repository, password, stream);
    }

    public Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> variables = Map.of("RESTIC_REPOSITORY", repository.toString(), "RESTIC_PASSWORD", password);
        CommandLine line = HoldfastCli.commandLine(
                        new Invocation(variables, Clock.systemUTC(), false, new StandardOutput(bytes)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int exitCode = line.execute(
                Stream.concat(Stream.of("repo"), Stream.of(arguments)).toArray(String[]::new));
        return new Result(exitCode, out.toString(), err.toString());
    }

    /** The objects that a call prints with {@code --json}. */
    public List<JsonNode> json(String... arguments) {
        Result result =
                run(Stream.concat(Stream.of(arguments), Stream.of("--json")).toArray(String[]::new));
        return objects(result.succeeded().out());
    }

    /** JSON, an object a line. */
    public static List<JsonNode> objects(String lines) {
        return lines.lines().map(TestCli::object).toList();
    }

    public static JsonNode object(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
