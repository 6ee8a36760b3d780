package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.cluster.InsistentEdit;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a Backup is told to have come to is what the store has of it. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class BackupEndTest {
    private final ApiServer server;

    @TempDir
    Path folder;

    private BackupFixture fixture;

    BackupEndTest(ApiServer server) {
        this.server = server;
    }

    @BeforeEach
    void start() throws IOException {
        fixture = new BackupFixture(server, folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void shouldAskUntilItKnowsWhetherAPredecessorHadCommitted() throws IOException {
        fixture.createNamespace("committed");
        fixture.velero.run("backup", "create", "c1", "--include-namespaces", "committed", "--wait");
        fixture.stop();
        InsistentEdit.of(fixture.client.resource(fixture.backup("c1")), backup -> {
            backup.getStatus().phase = BackupPhase.FINALIZING;
            backup.getStatus().completionTimestamp = null;
            return backup;
        });
        fixture.faults.unanswered = call -> call.endsWith("c1/velero-backup.json");
        fixture.startAgain();

        awaitWhileUnknown("c1");
        fixture.faults.unanswered = call -> false;
        await().atMost(20, SECONDS).until(() -> fixture.backup("c1").getStatus().phase == BackupPhase.COMPLETED);
    }

    @Test
    void shouldTellNoEndWhileItsOwnCommitIsNotKnown() throws IOException {
        fixture.createNamespace("unknown");
        AtomicBoolean tried = new AtomicBoolean();
        fixture.faults.unanswered = call -> {
            tried.compareAndSet(false, call.equals("putIfAbsent backups/c2/velero-backup.json"));
            return tried.get() && call.endsWith("c2/velero-backup.json");
        };
        fixture.velero.run("backup", "create", "c2", "--include-namespaces", "unknown");
        await().atMost(20, SECONDS).untilTrue(tried);

        awaitWhileUnknown("c2");
        fixture.faults.unanswered = call -> false;
        await().atMost(20, SECONDS).until(() -> fixture.backup("c2").getStatus().phase == BackupPhase.FAILED);
        assertThat(fixture.stored("c2", "c2.tar.gz").getParent()).isEmptyDirectory();
    }

    /** As two clusters with one bucket do. */
    @Test
    void shouldTouchNothingOfAnotherRunOfItsName() throws IOException {
        fixture.createNamespace("twice");
        Path theirs = fixture.stored("t1", "t1.tar.gz");
        fixture.faults.unanswered = call -> {
            if (call.equals("putIfAbsent backups/t1/t1.tar.gz")) {
                write(theirs, "theirs");
            }
            return false;
        };
        assertThat(fixture.velero.run("backup", "create", "t1", "--include-namespaces", "twice", "--wait"))
                .contains("status: Failed");
        assertThat(fixture.backup("t1").getStatus().failureReason).contains("Another backup t1 is being written");
        assertThat(theirs).hasContent("theirs");
        assertThat(theirs.getParent().toFile().list()).containsExactly("t1.tar.gz");

        // nor does the next coordinator, for a run whose predecessor has died
        fixture.stop();
        Path log = fixture.stored("t1", "t1-logs.gz");
        write(log, "theirs");
        InsistentEdit.of(fixture.client.resource(fixture.backup("t1")), backup -> {
            backup.getStatus().phase = BackupPhase.FINALIZING;
            return backup;
        });
        fixture.startAgain();
        await().atMost(20, SECONDS).until(() -> fixture.backup("t1").getStatus().phase == BackupPhase.FAILED);
        assertThat(theirs).hasContent("theirs");
        assertThat(log).hasContent("theirs");
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitWhileUnknown(String name) {
        await().during(2, SECONDS).atMost(5, SECONDS).until(() -> {
            Backup backup = fixture.backup(name);
            return backup.getStatus().phase == BackupPhase.FINALIZING;
        });
    }
}
