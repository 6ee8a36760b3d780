package io.holdfast.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real restic on one repository. */
public final class Restic {
    public static final String PASSWORD = "correct horse";

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private final Path program = program();
    private final String repository;
    private final Path scratch;
    private final Map<String, String> environment = new HashMap<>();

    /** Keeps what it needs besides the repository in the scratch directory. */
    public Restic(Path repository, Path scratch) {
        this(repository.toString(), scratch);
    }

    /** On a repository that it knows by such an address. */
    public Restic(String repository, Path scratch) {
        this.repository = repository;
        this.scratch = scratch;
        environment.putAll(Map.of("RESTIC_PASSWORD", PASSWORD, "HOME", scratch.toString(), "TZ", "UTC"));
    }

    /** What a command ended with and printed. */
    public record Result(int status, String output, String errors) {}

    /** Sets a variable for all later commands. */
    @CanIgnoreReturnValue
    public Restic withEnvironment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Runs a command that must succeed; answers what it printed. */
    public String run(String... arguments) {
        return succeeded(runIn(scratch, arguments), arguments);
    }

    public Result tryRun(String... arguments) {
        return runIn(scratch, arguments);
    }

    /** Backs up the directory itself: the snapshot's root tree is what is in it. */
    public void backUp(Path directory, String... arguments) {
        List<String> all = new ArrayList<>(List.of("backup", "."));
        all.addAll(List.of(arguments));
        String[] command = all.toArray(String[]::new);
        String _ = succeeded(runIn(directory, command), command);
    }

    /** Starts a command that the caller ends, through its standard input. */
    public Process start(String... arguments) throws IOException {
        return command(scratch, arguments)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private ProcessBuilder command(Path directory, String... arguments) throws IOException {
        Files.createDirectories(scratch);
        List<String> command = new ArrayList<>(List.of(program.toString(), "-r", repository, "--no-cache"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private Result runIn(Path directory, String... arguments) {
        try {
            ProcessBuilder builder = command(directory, arguments);
            Path output = Files.createTempFile(scratch, "restic", ".out");
            Path errors = Files.createTempFile(scratch, "restic", ".err");
            Process process = builder.redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                assertThat(process.waitFor(DEADLINE))
                        .as("restic %s ends within %s", String.join(" ", arguments), DEADLINE)
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (IOException e) {
            throw new AssertionError("cannot run " + program, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while restic ran", e);
        }
    }

    private static String succeeded(Result result, String... arguments) {
        assertThat(result.status())
                .as("restic %s said:%n%s%n%s", String.join(" ", arguments), result.output(), result.errors())
                .isZero();
        return result.output();
    }

    private static Path program() {
        String folder = System.getenv("HOLDFAST_TESTBED");
        Path testbed = folder == null
                ? Path.of(System.getProperty("user.home"), ".cache", "holdfast", "testbed")
                : Path.of(folder);
        Path restic = testbed.resolve("restic");
        assertThat(restic)
                .as("this test needs the real restic: run tools/testbed build restic")
                .isExecutable();
        return restic;
    }
}
