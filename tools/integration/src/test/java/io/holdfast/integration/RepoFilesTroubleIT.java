package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.foreign.FailingDisk;
import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.repository.LocalRepository;
import io.holdfast.integration.workload.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A program that the kernel refuses files says which, by the exit codes that are documented, and harms nothing. */
class RepoFilesTroubleIT {
    private final Scratch scratch = Scratch.create();
    private final Path files = scratch.resolve("files");
    private LocalRepository repository = LocalRepository.in(scratch.resolve("repository"));

    @BeforeEach
    void storeSomething() throws IOException {
        Files.createDirectories(files.resolve("below"));
        Files.writeString(files.resolve("kept"), "kept");
        Files.writeString(files.resolve("below/refused"), "refused");
        repository = LocalRepository.make(scratch.resolve("repository"));
        repository.run("backup", files.toString());
    }

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void shouldKeepWhatAFailingDiskGivesBack() throws IOException {
        byte[] large = new byte[40 << 20];
        new Random(1).nextBytes(large);
        try (FailingDisk disk = new FailingDisk(scratch.path())) {
            Files.writeString(disk.mount().resolve("good"), "good");
            Files.write(disk.mount().resolve("lost"), large);
            disk.fail();
            says(repository.tryRun("backup", disk.mount().toString()), 3, "lost", "input/output error", "incomplete");
        }
        repository.restic().check();
        assertThat(repository.run("ls", "latest").output()).contains("good").doesNotContain("lost\n");
    }

    @Test
    void shouldRestoreWhatItMayWriteAndNameWhatItMayNot() throws IOException {
        Path target = scratch.resolve("target");
        Files.createDirectories(target.resolve("below"));
        Shell.here().run("chmod 555 \"$1\"", target.resolve("below").toString());

        Finished restore = unprivileged(repository.tool()).run("restore", "latest", "--target", target.toString());

        says(restore, 3, "below/refused", "permission denied");
        assertThat(target.resolve("kept")).hasContent("kept");
        Shell.here().run("chmod 755 \"$1\"", target.resolve("below").toString());
        repository.run("restore", "latest", "--target", target.toString());
        assertThat(target.resolve("below/refused")).hasContent("refused");
    }

    @Test
    void shouldNameWhatItMayNotReadInTheStore() {
        Shell.here().run("chmod 0 \"$1\"/index/*", repository.place());
        says(
                unprivileged(repository.tool()).run("backup", files.toString()),
                1,
                "index/",
                repository.place(),
                "permission denied",
                "check the owner and mode");
        Shell.here().run("chmod 400 \"$1\"/index/*", repository.place());
        repository.restic().check();
    }

    @Test
    void shouldNameAStoreThatItMayNotWrite() {
        Shell.here().run("chmod 555 \"$1\"/locks", repository.place());
        says(
                unprivileged(repository.tool()).run("backup", files.toString()),
                1,
                "locks/",
                repository.place(),
                "permission denied",
                "check the owner and mode");
        repository.restic().check();
    }

    private static void says(Finished finished, int exitCode, String... words) {
        assertThat(finished.exitCode()).as(finished.toString()).isEqualTo(exitCode);
        assertThat(finished.errors() + finished.output()).contains(words).doesNotContain("\tat ", "Exception");
    }

    /** Without root's right to read and write everything; as another user it could not read the build either. */
    private static Program unprivileged(Program program) {
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"));
        command.addAll(program.command());
        return new Program(command, program.environment(), program.input(), program.deadline());
    }
}
