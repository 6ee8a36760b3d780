package io.holdfast.coordinator.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that {@code tools/testbed build} has built. */
public record TestProgram(Path path) {
    /** What a program printed, both streams together, and how it ended. */
    public record Result(int exitCode, String output) {}

    /** Finds it below {@code $HOLDFAST_TESTBED}, or fails with what to do. */
    public static TestProgram named(String name) {
        Path directory = Optional.ofNullable(System.getenv("HOLDFAST_TESTBED"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "holdfast", "testbed"));
        Path program = directory.resolve(name);
        if (!Files.isExecutable(program)) {
            throw new AssertionError(
                    "This test runs " + program + ", which is not there: run 'tools/testbed build " + name + "'.");
        }
        return new TestProgram(program);
    }

    /** Runs it to its end, one minute at most. */
    public Result run(Map<String, String> environment, List<String> arguments) throws IOException {
        Path output = Files.createTempFile("holdfast-test-", ".out");
        try {
            ProcessBuilder builder =
                    command(arguments).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    throw new AssertionError(path + " " + arguments + " did not end: " + Files.readString(output));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while " + path + " ran", e);
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Starts it; the caller ends it. Both streams go to the file. */
    Process start(Path log, List<String> arguments) throws IOException {
        return command(arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private ProcessBuilder command(List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(path.toString());
        builder.command().addAll(arguments);
        return builder;
    }
}
