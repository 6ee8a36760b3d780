package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.cluster.InsistentEdit;
import io.holdfast.coordinator.collect.TarballWriter;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.objectstore.StoreCredentials;
import io.holdfast.objectstore.StoreLocation;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.task.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The life of a Backup on a real API server: its turn, its phases, and its end after a crash. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class BackupLifeTest {
    private final ApiServer server;

    @TempDir
    Path folder = Path.of("");

    private BackupFixture fixture;

    BackupLifeTest(ApiServer server) {
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

    /** The sequence that watchers of real Velero see, patch by patch, but for repeated progress. */
    @Test
    void shouldWalkThePhasesThatWatchersKnow() throws IOException {
        fixture.createNamespace("watched");
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        var backups = fixture.client.resources(Backup.class).inNamespace(fixture.namespace);
        try (Watch _ = backups.watch(new Watcher<Backup>() {
            @Override
            public void eventReceived(Action action, Backup backup) {
                var status = backup.getStatus();
                seen.add(status.phase + " " + status.queuePosition + " " + (status.progress != null));
            }

            @Override
            public void onClose(WatcherException cause) {
                seen.add("watch ended: " + cause.getMessage());
            }
        })) {
            fixture.velero.run("backup", "create", "w1", "--include-namespaces", "watched", "--wait");
            await().until(() -> seen.contains("COMPLETED null true"));
        }
        assertThat(new LinkedHashSet<>(seen))
                .containsExactly(
                        "null null false",
                        "QUEUED 1 false",
                        "READY_TO_START null false",
                        "IN_PROGRESS null false",
                        "IN_PROGRESS null true",
                        "FINALIZING null true",
                        "COMPLETED null true");
    }

    @Test
    void shouldRunOneBackupAtATimeInTheOrderOfTheirCreation() throws IOException {
        fixture.tasks.nodes.add("n1");
        fixture.tasks.stuck.add("data");
        fixture.createNamespace("queued");
        fixture.create(BackupFixture.pod("queued", "p", "n1"));
        fixture.setPhase("queued", "p", "Running");
        fixture.velero.run(
                "backup", "create", "q1", "--include-namespaces", "queued", "--default-volumes-to-fs-backup");
        await().until(() -> fixture.volumes("q1").size() == 1);
        fixture.velero.run("backup", "create", "q2", "--include-namespaces", "queued");
        fixture.velero.run("backup", "create", "q3", "--include-namespaces", "queued");
        await().until(() -> Integer.valueOf(2).equals(fixture.backup("q3").getStatus().queuePosition));
        assertThat(fixture.backup("q2").getStatus().queuePosition).isEqualTo(1);
        // somebody asks for an end of the volume that hangs
        PodVolumeBackup volume = fixture.volumes("q1").getFirst();
        InsistentEdit.of(fixture.client.resource(volume), found -> {
            found.getSpec().cancel = true;
            return found;
        });

        await().atMost(40, SECONDS).until(() -> fixture.backup("q3").getStatus().phase == BackupPhase.COMPLETED);
        assertThat(fixture.backup("q1").getStatus().phase).isEqualTo(BackupPhase.PARTIALLY_FAILED);
        assertThat(fixture.backup("q2").getStatus().completionTimestamp)
                .isBeforeOrEqualTo(fixture.backup("q3").getStatus().startTimestamp);
        assertThat(fixture.tasks.cancelled).contains(volume.getMetadata().getUid());
    }

    @Test
    void shouldEndWhatADeadPredecessorHasLeft() throws IOException {
        fixture.tasks.nodes.add("n1");
        fixture.tasks.stuck.add("data");
        fixture.createNamespace("cut");
        fixture.create(BackupFixture.pod("cut", "p", "n1"));
        fixture.setPhase("cut", "p", "Running");
        fixture.velero.run("backup", "create", "k1", "--include-namespaces", "cut", "--default-volumes-to-fs-backup");
        await().untilAsserted(() -> assertThat(fixture.volumes("k1"))
                .singleElement()
                .matches(volume -> volume.getStatus().phase == VolumePhase.IN_PROGRESS));
        fixture.stop();
        // what a crash leaves, and a stop in order does not: a lock, and objects that no backup belongs to
        Path stray = fixture.stored("k1", "k1-logs.gz");
        Files.createDirectories(stray.getParent());
        Files.writeString(stray, "cut off");
        String uid = fixture.backup("k1").getMetadata().getUid();
        new TarballWriter(fixture.stored("k1", "k1.tar.gz"), Clock.systemUTC(), uid).close();
        StoreLocation place = new StoreLocation.Directory(fixture.repository("cut"));
        try (ObjectStore store = ObjectStores.open(place, new StoreCredentials.Ambient());
                OpenRepository repository = Repository.open(store, new Secret(fixture.password()), Clock.systemUTC());
                RepositoryLock _ = repository.lock(
                        new LockOwner("holdfast-cluster1-coordinator", "holdfast-dead"), LockMode.SHARED)) {
            Path locks = fixture.repository("cut").resolve("locks");
            assertThat(locks).isNotEmptyDirectory();

            fixture.startAgain();

            await().untilAsserted(() ->
                    assertThat(fixture.backup("k1").getStatus().phase).isEqualTo(BackupPhase.FAILED));
            assertThat(fixture.backup("k1").getStatus().failureReason).contains("create a new one");
            assertThat(fixture.volumes("k1"))
                    .singleElement()
                    .matches(volume -> volume.getStatus().phase == VolumePhase.FAILED);
            assertThat(stray.getParent()).isEmptyDirectory();
            await().untilAsserted(() -> assertThat(locks).isEmptyDirectory());
        }
    }

    @Test
    void shouldRefuseWhatCannotBeBackedUpAndSayWhy() throws IOException {
        fixture.create("""
                apiVersion: velero.io/v1
                kind: Backup
                metadata: {name: odd, namespace: %s}
                spec: {storageLocation: nowhere, includedNamespaces: ['*', a], snapshotMoveData: true,
                       snapshotVolumes: true, volumeSnapshotLocations: [aws]}
                """.formatted(fixture.namespace));
        await().untilAsserted(() ->
                assertThat(fixture.backup("odd").getStatus().phase).isEqualTo(BackupPhase.FAILED_VALIDATION));
        assertThat(fixture.backup("odd").getStatus().validationErrors)
                .hasSize(5)
                .anyMatch(error -> error.startsWith("snapshotVolumes is not supported."))
                .anyMatch(error -> error.startsWith("volumeSnapshotLocations are not supported."))
                .anyMatch(error -> error.startsWith("There is no BackupStorageLocation nowhere."))
                .anyMatch(error -> error.contains("the includes hold either '*' alone or names"))
                .anyMatch(error -> error.startsWith("snapshotMoveData is not supported."));
        assertThat(fixture.metrics.scrape()).contains("velero_backup_validation_failure_total{schedule=\"\"} 1.0");
    }
}
