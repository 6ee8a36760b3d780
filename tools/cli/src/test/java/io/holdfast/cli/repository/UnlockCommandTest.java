package io.holdfast.cli.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.blob.FileId;
import io.holdfast.cli.TestCli;
import io.holdfast.cli.output.ExitCode;
import io.holdfast.foreign.Restic;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.restore.BackedUpSample;
import io.holdfast.upload.FileKind;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnlockCommandTest {
    @TempDir
    private Path folder;

    private TestCli cli = new TestCli(Path.of(""));

    @BeforeEach
    void make() {
        cli = TestCli.make(folder.resolve("repository"));
    }

    /** A real restic holds its lock while it waits for input, and leaves it behind when it is killed. */
    @Test
    void shouldRemoveTheLockOfAResticThatHasDied() throws Exception {
        Process restic = restic().start("backup", "--stdin");
        try {
            await().until(() -> locks().length == 1);
            String lock = locks()[0].substring(0, 8);
            assertThat(cli.run("unlock").succeeded().out())
                    .contains(
                            "kept lock " + lock,
                            "process " + restic.pid(),
                            "may be at work",
                            "0 locks removed, 1 kept");
            restic.destroyForcibly().waitFor();
            cli.run("key", "remove", "00").failed(ExitCode.LOCKED, "holdfast repo unlock");
            assertThat(cli.run("unlock").succeeded().out())
                    .contains("removed lock " + lock, "has no process " + restic.pid(), "1 lock removed, 0 kept");
            assertThat(locks()).isEmpty();
        } finally {
            restic.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldNameWhatItKeepsAndRemoveAllWhereTold() {
        Instant now = Instant.now();
        FileId bad = FileId.of(new byte[] {1});
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"))) {
            FileId _ = TestRepositories.leaveLock(repository, now.minusSeconds(3600), "elsewhere", "ann", 1);
            FileId _ = TestRepositories.leaveLock(repository, now.minusSeconds(60), "elsewhere", "bob", 1);
            repository.store().put(FileKind.LOCK.key(bad), ObjectContent.of(new byte[] {2}));
        }
        assertThat(cli.run("unlock").succeeded().lines())
                .hasSize(4)
                .anyMatch(line -> line.startsWith("removed lock ") && line.contains("ann on elsewhere"))
                .anyMatch(line -> line.startsWith("kept lock ") && line.contains("bob on elsewhere"))
                .anyMatch(line -> line.startsWith("kept lock " + bad.toShortHex()) && line.contains("cannot be read"))
                .contains("1 lock removed, 2 kept");
        assertThat(cli.json("unlock", "--remove-all"))
                .hasSize(3)
                .last()
                .satisfies(
                        summary -> assertThat(summary.path("removed").asInt()).isEqualTo(2));
        assertThat(locks()).isEmpty();
        assertThat(restic().run("list", "locks", "--no-lock")).isEmpty();
    }

    /** restic puts away what we leave behind as well. */
    @Test
    void shouldLeaveLocksThatResticUnderstands() {
        try (OpenRepository repository = BackedUpSample.open(folder.resolve("repository"))) {
            FileId _ = TestRepositories.leaveLock(repository, Instant.now().minusSeconds(3600), "elsewhere", "ann", 1);
        }
        String _ = restic().run("unlock");
        assertThat(locks()).isEmpty();
    }

    private String[] locks() {
        String[] files = folder.resolve("repository/locks").toFile().list();
        return files == null ? new String[0] : files;
    }

    private Restic restic() {
        return new Restic(folder.resolve("repository"), folder.resolve("scratch"));
    }
}
