package io.holdfast.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.program.PeakMemory;
import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.RunningProgram;
import io.holdfast.integration.program.Shell;
import io.holdfast.integration.repository.LocalRepository;
import io.holdfast.integration.workload.SampleFiles;
import io.holdfast.integration.workload.Scratch;
import io.holdfast.integration.workload.TreeListing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code holdfast repo} on real files, with restic as the judge of what it writes. */
class RepoCommandIT {
    private final Scratch scratch = Scratch.create();
    private final Path files = scratch.resolve("files");
    private LocalRepository repository = LocalRepository.in(scratch.resolve("repository"));

    @BeforeEach
    void prepare() {
        Shell.here().run("mkdir \"$1\"", files.toString());
        repository = LocalRepository.make(scratch.resolve("repository"));
    }

    @AfterEach
    void clear() {
        scratch.close();
    }

    @Test
    void shouldStoreWhatResticChecksRestoresAndRewrites() {
        fill(SampleFiles.REAL, SampleFiles.LARGE, SampleFiles.ODD);
        repository.run("backup", files.toString(), "--tag", "one", "--tag", "two", "--host", "elsewhere");

        repository.restic().check();
        assertThat(repository.restic().run("snapshots", "--no-lock", "--json").output())
                .contains("\"paths\":[\"" + files + "\"]", "\"hostname\":\"elsewhere\"", "\"tags\":[\"one\",\"two\"]");
        repository.restic().restore("latest", scratch.resolve("by-restic"));
        assertThat(listing(scratch.resolve("by-restic")).differencesFrom(listing(files)))
                .isEmpty();
        repository.restic().run("rewrite", "--exclude", "/odd/random", "latest");
        repository.restic().check();
    }

    @Test
    void shouldRestoreWhatItStored() {
        fill(SampleFiles.REAL, SampleFiles.ODD);
        repository.run("backup", files.toString());
        repository.run(
                "restore", "latest", "--target", scratch.resolve("restored").toString());
        assertThat(listing(scratch.resolve("restored")).differencesFrom(listing(files)))
                .isEmpty();
        assertThat(repository.run("check", "--read-data").output()).contains("no errors");
    }

    @Test
    void shouldReadWhatResticStored() {
        fill(SampleFiles.REAL, SampleFiles.ODD);
        repository.restic().run("backup", files.toString());
        Finished listed = repository.run("snapshots", "--json");
        assertThat(listed.output()).contains(files.toString());
        repository.run(
                "restore", "latest", "--target", scratch.resolve("restored").toString());
        assertThat(listing(Path.of(scratch.resolve("restored") + files.toString()))
                        .differencesFrom(listing(files)))
                .isEmpty();
    }

    @Test
    void shouldNeitherReadNorStoreWhatHasNotChanged() {
        fill(SampleFiles.REAL, SampleFiles.LARGE);
        Shell.here().run("head -c 200000000 /dev/urandom > \"$1/random\"", files.toString());
        SampleFiles.awaitSettled(files.resolve("random"));
        long first = bytesReadBy("backup", files.toString());
        String packs = packs();
        long idle = bytesReadBy("snapshots");

        long second = bytesReadBy("backup", files.toString());

        assertThat(second - idle)
                .as("bytes read by a backup of nothing new, beyond what the program itself takes to start")
                .isLessThan((first - idle) / 100);
        assertThat(packs()).isEqualTo(packs);
        assertThat(count(
                        "\"short_id\"",
                        repository
                                .restic()
                                .run("snapshots", "--no-lock", "--json")
                                .output()))
                .isEqualTo(2);
    }

    @Test
    void shouldStoreTheSameFileOnceWhereverItLies() {
        Shell.here().run("head -c 50000000 /dev/urandom > \"$1/one\"; cp \"$1/one\" \"$1/two\"", files.toString());
        assertThat(added(repository.run("backup", files.toString(), "--json"))).isBetween(50_000_000L, 50_200_000L);
        Shell.here().run("mkdir \"$1/deep\"; mv \"$1/one\" \"$1/deep/moved\"; rm \"$1/two\"", files.toString());
        assertThat(added(repository.run("backup", files.toString(), "--json"))).isLessThan(200_000L);
        repository.restic().check();
    }

    @Test
    void shouldEndCleanlyWhenInterrupted() throws Exception {
        Shell.here().run("head -c 600000000 /dev/urandom > \"$1/random\"", files.toString());
        Program tool = repository.tool();
        RunningProgram running = Program.of("env", "--default-signal=INT") // a build in the background ignores it
                .and(tool.command().toArray(String[]::new))
                .with("RESTIC_REPOSITORY", repository.place())
                .with("RESTIC_PASSWORD", repository.password())
                .start(scratch.resolve("interrupted.log"), "backup", files.toString(), "--threads", "1");
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> !packs().isEmpty() || !running.isAlive());
        running.mustBeAlive();
        Shell.here().run("kill -INT $1", Long.toString(running.program().pid()));
        assertThat(running.program().onExit().get(30, TimeUnit.SECONDS).isAlive())
                .isFalse();

        assertThat(running.exitCode()).isEqualTo(130);
        assertThat(running.logText()).contains("interrupted").doesNotContain("\tat ");
        assertThat(Shell.here().run("ls \"$1/locks\"", repository.place()).output())
                .isBlank();
        repository.restic().check();
        running.close();
    }

    private void fill(SampleFiles... samples) {
        for (SampleFiles sample : samples) {
            sample.into(Shell.here(), files.toString());
        }
    }

    /** All that is in a folder; the folder itself is no node of a snapshot's tree. */
    private static TreeListing listing(Path folder) {
        return TreeListing.of(Shell.here(), folder.toString()).without("");
    }

    /** The names of all packs. */
    private String packs() {
        return Shell.here()
                .run("find \"$1/data\" -type f -printf '%f\\n' | sort", repository.place())
                .output();
    }

    private long bytesReadBy(String... arguments) {
        try (RunningProgram running = repository.tool().start(scratch.resolve("measured.log"), arguments)) {
            PeakMemory seen = PeakMemory.ofWholeRun(running, Duration.ofMinutes(5));
            assertThat(running.exitCode()).as(running.lastLogged()).isZero();
            return seen.bytesRead();
        }
    }

    private static long added(Finished backup) {
        var matcher = Pattern.compile("\"data_added_packed\":(\\d+)").matcher(backup.output());
        assertThat(matcher.find()).as(backup.output()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static long count(String word, String text) {
        return Pattern.compile(Pattern.quote(word)).matcher(text).results().count();
    }
}
