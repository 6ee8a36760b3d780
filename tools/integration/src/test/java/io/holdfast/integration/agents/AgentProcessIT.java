package io.holdfast.integration.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import io.holdfast.task.VolumeRef;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

class AgentProcessIT {
    private static final String POD = "11111111-2222-3333-4444-555555555555";
    /** More than a slice holds, so that a volume of these is several slices. */
    private static final int FILES_IN_A_DIRECTORY = 4_000;

    private static final int DIRECTORIES = 20;
    private static final int FILES = FILES_IN_A_DIRECTORY * DIRECTORIES;
    /** No slice takes more than 50,000 entries, so a task that is further has finished one. */
    private static final int ONE_SLICE = 50_000;

    @TempDir
    private Path folder;

    /** Eighty thousand files take a second in memory, and a minute on a busy disk. */
    @TempDir(factory = InMemory.class)
    private Path pods;

    private Path volume(String name) throws IOException {
        return Files.createDirectories(pods.resolve(POD).resolve("volumes/kubernetes.io~empty-dir/" + name));
    }

    private RepositoryAccess access() {
        return new RepositoryAccess(
                new StoreLocation.Directory(folder.resolve("store")),
                new StoreCredentials.Ambient(),
                new Secret("open sesame"));
    }

    private VolumeTask backup() {
        return new VolumeTask.BackupVolume(
                "backup", reference("data"), access(), Optional.empty(), OptionalInt.empty());
    }

    private VolumeTask restore(String snapshot) {
        return new VolumeTask.RestoreVolume("restore", reference("target"), access(), snapshot, OptionalInt.empty());
    }

    private static VolumeRef reference(String volume) {
        return new VolumeRef("n1", "shop", "db-0", POD, volume, volume, false);
    }

    @BeforeEach
    void createRepository() {
        try (ObjectStore store = ObjectStores.open(access().location(), access().credentials());
                OpenRepository repository = Repository.create(
                        store, access().password(), RepositoryOptions.madeBy("test", "test"), Clock.systemUTC())) {
            assertThat(repository.snapshots()).isEmpty();
        }
    }

    private String snapshot(String tree) {
        try (ObjectStore store = ObjectStores.open(access().location(), access().credentials());
                OpenRepository repository = Repository.open(store, access().password(), Clock.systemUTC())) {
            return repository
                    .saveSnapshot(new Snapshot(
                            Instant.now(),
                            Optional.empty(),
                            BlobId.fromHex(tree),
                            List.of("/shop/db-0/data"),
                            "n1",
                            "holdfast",
                            0,
                            0,
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            "holdfast",
                            Optional.empty()))
                    .toHex();
        }
    }

    private static <T extends VolumeTaskOutcome> T outcome(VolumeTasks.Running running, Class<T> kind)
            throws Exception {
        VolumeTaskOutcome outcome = running.outcome().get(5, TimeUnit.MINUTES);
        assertThat(outcome).isInstanceOf(kind);
        return kind.cast(outcome);
    }

    @Test
    void shouldBackUpAndRestoreAndLeaveNoLock() throws Exception {
        Files.writeString(Files.createDirectory(volume("data").resolve("a")).resolve("file"), "content");
        Path target = volume("target");
        try (DispatcherFixture fixture = new DispatcherFixture(folder);
                AgentProcess agent = fixture.startAgent("n1", pods, "240Mi")) {
            var dispatcher = fixture.dispatcher();
            var backedUp = outcome(dispatcher.start(backup(), _ -> {}), VolumeTaskOutcome.BackedUp.class);
            assertThat(backedUp.totals().filesNew()).isEqualTo(1);
            var restored = outcome(
                    dispatcher.start(restore(snapshot(backedUp.tree())), _ -> {}), VolumeTaskOutcome.Restored.class);
            assertThat(restored.troubles()).isEmpty();
            assertThat(target.resolve("a/file")).hasContent("content");
            assertThat(agent.program().stop()).as("the exit code after SIGTERM").isEqualTo(143);
            assertThat(folder.resolve("store/locks")).isEmptyDirectory();
        }
    }

    /** Proves that finished slices are recorded: the agent that comes back reads only what is left. */
    @Test
    void shouldNotReadFinishedSlicesAgainAfterAKill() throws Exception {
        Path data = volume("data");
        for (int directory = 0; directory < DIRECTORIES; directory++) {
            Path below = Files.createDirectory(data.resolve("directory-" + directory));
            for (int file = 0; file < FILES_IN_A_DIRECTORY; file++) {
                Files.createFile(below.resolve("file-" + file));
            }
        }
        AtomicLong filesDone = new AtomicLong();
        // Room for the packs of one slice: they go one after the other.
        String memory = "124Mi";
        try (DispatcherFixture fixture = new DispatcherFixture(folder)) {
            var running = fixture.dispatcher().start(backup(), progress -> filesDone.set(progress.filesDone()));
            try (AgentProcess first = fixture.startAgent("n1", pods, memory)) {
                Awaitility.await("the second slice, by the log "
                                + first.program().log())
                        .atMost(Duration.ofMinutes(5))
                        .until(() -> filesDone.get() > ONE_SLICE);
                first.program().kill();
            }
            assertThat(running.outcome()).isNotDone();
            try (AgentProcess second = fixture.startAgent("n1", pods, memory)) {
                var backedUp = outcome(running, VolumeTaskOutcome.BackedUp.class);
                assertThat(backedUp.totals().filesProcessed()).isEqualTo(FILES);
                assertThat(backedUp.troubles()).isEmpty();
                assertThat(second.metric("holdfast_agent_read_files_total"))
                        .isBetween(1.0, (double) FILES - FILES_IN_A_DIRECTORY);
                assertThat(folder.resolve("store/locks")).isEmptyDirectory();
            }
        }
    }

    private static final class InMemory implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "holdfast-")
                    : Files.createTempDirectory("holdfast-");
        }
    }
}
