package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.PeakMemory;
import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.repository.LocalRepository;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A first backup that is killed, and the one after it. */
class ResumeIT {
    private static final long GIB = 1L << 30;
    private static final long MOST_RESIDENT = 300L << 20;
    private static final long FILE = 1_200_000_000;
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private final Scratch scratch = Scratch.create();
    private final Path files = scratch.resolve("files");
    private LocalRepository repository = LocalRepository.in(scratch.resolve("repository"));

    @BeforeEach
    void prepare() {
        Shell.here()
                .run(
                        "mkdir \"$1\"; for f in one two; do head -c $2 /dev/urandom > \"$1/$f\"; done",
                        files.toString(),
                        Long.toString(FILE));
        SampleFiles.awaitSettled(files.resolve("two"));
        repository = LocalRepository.make(scratch.resolve("repository"));
    }

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void shouldReadAgainNoMoreThanAGibibyteOfWhatAKilledBackupHadStored() {
        try (RunningProgram killed =
                repository.tool().start(scratch.resolve("killed.log"), "backup", files.toString())) {
            Awaitility.await().atMost(DEADLINE).until(() -> stored() > 3 * FILE / 2 || !killed.isAlive());
            killed.mustBeAlive();
            killed.kill();
        }
        long stored = stored();
        assertThat(repository.run("snapshots").output()).contains("holdfast.io/unfinished");

        try (RunningProgram next = repository.tool().start(scratch.resolve("next.log"), "backup", files.toString())) {
            PeakMemory seen = PeakMemory.ofWholeRun(next, DEADLINE);
            assertThat(next.exitCode()).as(next::lastLogged).isZero();
            assertThat(seen.bytesRead())
                    .as("bytes read where %d had been stored of %d", stored, 2 * FILE)
                    .isLessThan(2 * FILE - stored + GIB);
            assertThat(seen.residentBytes()).isLessThan(MOST_RESIDENT);
        }

        assertThat(repository.run("snapshots").output())
                .contains("1 snapshot")
                .doesNotContain("holdfast.io/unfinished");
        repository.restic().check();
        repository.run(
                "restore", "latest", "--target", scratch.resolve("restored").toString());
        Shell.here()
                .run(
                        "cmp \"$1/one\" \"$2/one\"; cmp \"$1/two\" \"$2/two\"",
                        files.toString(),
                        scratch.resolve("restored").toString());
    }

    /** Bytes of packs. */
    private long stored() {
        String bytes = Shell.here()
                .run("mkdir -p \"$1/data\"; du -sb \"$1/data\" | cut -f1", repository.place())
                .output();
        return Long.parseLong(bytes.strip());
    }
}
