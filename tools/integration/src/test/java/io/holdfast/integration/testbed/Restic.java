package io.holdfast.integration.testbed;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.Program;
import java.nio.file.Path;
import java.time.Duration;

/** restic on one repository: the judge of what Holdfast writes. */
public record Restic(Program program) {
    public Restic {
        program = program.within(Duration.ofMinutes(10));
    }

    /** Runs it; a failure fails the test. */
    public Finished run(String... arguments) {
        return program.run(arguments).succeeded();
    }

    /**
     * Reads every byte of the repository, and writes every tree anew in memory, which fails for one that restic would have
     * written in another way. Waits for nobody's lock.
     */
    public void check() {
        run("check", "--no-lock", "--read-data");
        run("rewrite", "--dry-run", "--exclude", "no file has this name");
    }

    public void restore(String snapshot, Path target) {
        run("restore", snapshot, "--no-lock", "--target", target.toString());
    }
}
