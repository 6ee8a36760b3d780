package io.holdfast.coordinator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.VolumeRecord;
import io.holdfast.coordinator.status.VolumeRecords;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.coordinator.volumerepository.RunRepositories;
import io.holdfast.coordinator.volumerepository.TakenVolume;
import io.holdfast.coordinator.volumerepository.VolumeIdentity;
import io.holdfast.coordinator.volumerepository.VolumeRepository;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.Secret;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong with a volume, its PodVolumeBackup is in the backup and says so. */
@ExtendWith(ApiServer.Extension.class)
class VolumeBackupsTest {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final KubernetesClient client;
    private final Backup backup = new Backup();
    private final VolumeRecords records;

    @TempDir
    Path folder = Path.of("");

    VolumeBackupsTest(ApiServer server) {
        client = server.newClient();
        String namespace = "volumes-" + COUNT.incrementAndGet();
        var _ = client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        backup.getMetadata().setNamespace(namespace);
        backup.getMetadata().setName("b1");
        backup.getMetadata().setUid("0f");
        backup.getSpec().storageLocation = "default";
        records = new VolumeRecords(client, backup);
    }

    @AfterEach
    void close() {
        records.close();
        client.close();
    }

    @Test
    void shouldTellOfAVolumeWhoseRepositoryFails() {
        assertFailed(run(namespace -> {
            throw trouble();
        }));
    }

    @Test
    void shouldTellOfAVolumeWhoseParentCannotBeFound() {
        assertFailed(run(_ -> new PlayedRepository(true, false)));
    }

    @Test
    void shouldTellOfAVolumeWhoseSnapshotCannotBeSaved() {
        assertFailed(run(_ -> new PlayedRepository(false, true)));
    }

    @Test
    void shouldTellOfAVolumeThatTheClusterDoesNotTake() {
        VolumeResult result = run(
                _ -> new PlayedRepository(false, false),
                _ -> {
                    throw trouble();
                },
                () -> {});
        assertThat(result.resource().getStatus().phase).isEqualTo(VolumePhase.FAILED);
        assertThat(result.resource().getMetadata().getName()).startsWith("b1-");
        assertThat(result.resource().getSpec().volume).isEqualTo("data");
    }

    @Test
    void shouldTellOfAVolumeWhoseRecordIsGone() {
        VolumeResult result = run(
                _ -> new PlayedRepository(false, false),
                records::create,
                () -> client.resources(PodVolumeBackup.class)
                        .inNamespace(backup.getMetadata().getNamespace())
                        .delete());
        assertThat(result.resource().getStatus().phase).isEqualTo(VolumePhase.FAILED);
        assertThat(result.resource().getStatus().message).contains("not found");
    }

    private static BackupException trouble() {
        return new BackupException(FailureKind.UNAVAILABLE, "the store does not answer");
    }

    private void assertFailed(VolumeResult result) {
        assertThat(result.resource().getStatus().phase).isEqualTo(VolumePhase.FAILED);
        assertThat(result.resource().getStatus().message).isEqualTo("the store does not answer");
        assertThat(client.resource(result.resource()).get().getStatus().phase).isEqualTo(VolumePhase.FAILED);
    }

    private VolumeResult run(Function<String, VolumeRepository> repositories) {
        return run(repositories, records::create, () -> {});
    }

    private VolumeResult run(
            Function<String, VolumeRepository> repositories,
            Function<PodVolumeBackup, VolumeRecord> records,
            Runnable meanwhile) {
        PodVolume volume = new PodVolume(
                new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("shop")
                        .withName("db-0")
                        .withUid("1")
                        .endMetadata()
                        .withNewSpec()
                        .withNodeName("n1")
                        .endSpec()
                        .build(),
                "data",
                Optional.empty(),
                Optional.empty());
        try (RunLog log = new RunLog(Clock.systemUTC(), "backup", "a/b1", folder.resolve("log"));
                VolumeBackups volumes = new VolumeBackups(
                        backup,
                        records,
                        new PlayedTasks(meanwhile),
                        new PlayedRepositories(repositories),
                        log,
                        Clock.systemUTC(),
                        Duration.ofSeconds(20),
                        Workers.virtualThreads("volume"))) {
            volumes.start(List.of(volume));
            List<VolumeResult> results = volumes.await();
            assertThat(log.results().errors().namespaces().get("shop")).hasSize(1);
            assertThat(results).hasSize(1);
            return results.getFirst();
        }
    }

    private record PlayedRepositories(Function<String, VolumeRepository> repositories) implements RunRepositories {
        @Override
        public VolumeRepository of(String namespace) {
            return repositories.apply(namespace);
        }

        @Override
        public void close() {}
    }

    private record PlayedRepository(boolean failsFirst, boolean failsLast) implements VolumeRepository {
        @Override
        public RepositoryAccess access() {
            return new RepositoryAccess(
                    new StoreLocation.Directory(Path.of("/nowhere")),
                    new StoreCredentials.Ambient(),
                    new Secret("password"));
        }

        @Override
        public String identifier() {
            return "/nowhere";
        }

        @Override
        public Optional<String> parentOf(VolumeIdentity volume) {
            if (failsFirst) {
                throw trouble();
            }
            return Optional.empty();
        }

        @Override
        public String save(TakenVolume volume) {
            if (failsLast) {
                throw trouble();
            }
            return "0".repeat(64);
        }
    }

    /** Every volume is backed up at once. */
    private record PlayedTasks(Runnable meanwhile) implements VolumeTasks {
        @Override
        public Running start(VolumeTask task, Consumer<TaskProgress> progress) {
            meanwhile.run();
            return new Running() {
                @Override
                public CompletableFuture<VolumeTaskOutcome> outcome() {
                    return CompletableFuture.completedFuture(new VolumeTaskOutcome.BackedUp(
                            "0".repeat(64), Optional.empty(), BackupTotals.NONE, SourceReport.NOTHING));
                }

                @Override
                public CompletableFuture<Void> started() {
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public void cancel(String reason) {}
            };
        }

        @Override
        public boolean hasAgent(String node) {
            return true;
        }
    }
}
