package io.holdfast.integration.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program to call: its command so far, what is added to the environment, what it reads, and how long it may take. */
public record Program(List<String> command, Map<String, String> environment, String input, Duration deadline) {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final List<String> FOREIGN = List.of(
            "RESTIC_",
            "AWS_",
            "GOMAXPROCS",
            "PARALLEL_FILES_UPLOAD",
            "HOLDFAST_MEMORY",
            "HOLDFAST_JAVA_OPTS",
            "KUBECONFIG");

    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public static Program of(String... command) {
        return new Program(List.of(command), Map.of(), "", DEADLINE);
    }

    /** The same call with more arguments. */
    public Program and(String... arguments) {
        return new Program(
                Stream.concat(command.stream(), Stream.of(arguments)).toList(), environment, input, deadline);
    }

    public Program with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Program(command, more, input, deadline);
    }

    public Program reading(String text) {
        return new Program(command, environment, text, deadline);
    }

    public Program within(Duration time) {
        return new Program(command, environment, input, time);
    }

    /** Runs it to its end, whatever its exit code. Past the deadline it is killed, and the test fails with its output. */
    public Finished run(String... arguments) {
        Program call = and(arguments);
        try {
            Path folder = Files.createTempDirectory("program");
            try {
                return call.run(folder.resolve("in"), folder.resolve("out"), folder.resolve("err"));
            } finally {
                for (String file : List.of("in", "out", "err")) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(call + " cannot be run", e);
        }
    }

    private Finished run(Path in, Path out, Path err) throws IOException {
        Files.write(in, input.getBytes(StandardCharsets.UTF_8));
        Process process = builder()
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        boolean ended = false;
        try {
            ended = process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
        byte[] output = Files.readAllBytes(out);
        String errors = Files.readString(err, StandardCharsets.ISO_8859_1);
        if (!ended) {
            throw new AssertionError("%s did not end within %s. It said:%n%s%n%s"
                    .formatted(this, deadline, new String(output, StandardCharsets.UTF_8), errors));
        }
        return new Finished(toString(), process.exitValue(), output, Files.readString(err, StandardCharsets.UTF_8));
    }

    /** Starts it in the background; what it says goes to {@code log}. */
    public RunningProgram start(Path log, String... arguments) {
        Program call = and(arguments);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            Process process = call.builder()
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new RunningProgram(call.toString(), process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(call + " cannot be started", e);
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(Program::isForOurPrograms);
        builder.environment().putAll(environment);
        return builder;
    }

    /** What somebody has set for work of their own must not reach the tests. */
    private static boolean isForOurPrograms(String variable) {
        return FOREIGN.stream().anyMatch(variable::startsWith);
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
