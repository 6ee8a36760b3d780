package io.holdfast.integration.repository;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.Program;
import io.holdfast.integration.testbed.Restic;
import io.holdfast.integration.testbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A repository by its place, worked on by {@code holdfast repo} and by restic, both told what they need by the environment. */
public record LocalRepository(String place, String password, Path log) {
    private static final String PASSWORD = "a password with spaces";

    /** One in a folder. */
    public static LocalRepository in(Path folder) {
        return new LocalRepository(folder.toString(), PASSWORD, folder.resolveSibling(folder.getFileName() + ".log"));
    }

    /** A new one, made by {@code holdfast repo init}. */
    public static LocalRepository make(Path folder) {
        LocalRepository repository = in(folder);
        repository.run("init");
        return repository;
    }

    public LocalRepository with(String otherPassword) {
        return new LocalRepository(place, otherPassword, log);
    }

    public Path folder() {
        return Path.of(place);
    }

    /** Runs a command that must succeed. */
    public Finished run(String... arguments) {
        return tool().run(arguments).succeeded();
    }

    public Finished tryRun(String... arguments) {
        return tool().run(arguments);
    }

    public Program tool() {
        return environment(TestBed.holdfastAside("repo")).within(Duration.ofMinutes(20));
    }

    public Restic restic() {
        return new Restic(environment(Program.of(resticProgram().toString(), "--no-cache")));
    }

    private Program environment(Program program) {
        return program.with("RESTIC_REPOSITORY", place).with("RESTIC_PASSWORD", password);
    }

    private static Path resticProgram() {
        Map<String, String> environment = System.getenv();
        String cache = environment.getOrDefault(
                "HOLDFAST_TESTBED", System.getProperty("user.home") + "/.cache/holdfast/testbed");
        Path program = Path.of(cache, "restic");
        if (!Files.isExecutable(program)) {
            throw new AssertionError("this test needs restic at " + program + ": run `tools/testbed build restic`");
        }
        return program;
    }
}
