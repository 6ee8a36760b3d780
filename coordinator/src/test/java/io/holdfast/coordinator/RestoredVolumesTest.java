package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Container;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.velero.PodVolumeRestore;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestorePhase;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.SourceReport;
import io.holdfast.task.VolumeTaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Restores of volumes by the real CLI on a real API server; kubelet and the agents are played. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class RestoredVolumesTest {
    private final ApiServer server;

    @TempDir
    Path folder;

    private RestoreScenario scenario;

    RestoredVolumesTest(ApiServer server) {
        this.server = server;
    }

    @BeforeEach
    void start() throws IOException {
        scenario = new RestoreScenario(server, folder);
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    @Test
    void shouldFillVolumesBeforeThePodStarts() throws Exception {
        String from = scenario.space("db");
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("rows"), "precious");
        scenario.fixture.tasks.folders.put("data", data);
        scenario.pod(from, "db-0");
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        String into = from + "-copy";
        Path refilled = folder.resolve("refilled");
        scenario.fixture.tasks.folders.put("data", refilled);
        scenario.fixture.velero.run(
                "restore", "create", "r1", "--from-backup", "b1", "--namespace-mappings", from + ":" + into);

        scenario.kubelet.startInitContainer(into, "db-0", "n1", "restore-wait");
        Restore ended = scenario.ended("r1");

        assertThat(ended.getStatus().phase).isEqualTo(RestorePhase.COMPLETED);
        assertThat(refilled.resolve("rows")).hasContent("precious");
        assertThat(scenario.pod(into).getMetadata().getAnnotations())
                .containsEntry(VeleroNames.RESTORED, ended.getMetadata().getUid());
        Container wait = scenario.pod(into).getSpec().getInitContainers().getFirst();
        assertThat(wait.getName()).isEqualTo("restore-wait");
        assertThat(wait.getArgs()).containsExactly(ended.getMetadata().getUid(), from + "/db-0");
        PodVolumeRestore volume = scenario.volumes("r1").getFirst();
        assertThat(volume.getStatus().phase).isEqualTo(VolumePhase.COMPLETED);
        assertThat(volume.getStatus().node).isEqualTo("n1");
        assertThat(volume.getStatus().progress.bytesDone).isEqualTo(8);
        assertThat(volume.getSpec().sourceNamespace).isEqualTo(from);
        assertThat(volume.getSpec().uploaderType).isEqualTo("restic");
        assertThat(volume.getMetadata().getLabels())
                .containsEntry(VeleroNames.RESTORE_NAME, "r1")
                .containsEntry(
                        VeleroNames.POD_UID, scenario.pod(into).getMetadata().getUid());
        assertThat(volume.getMetadata().getOwnerReferences().getFirst().getUid())
                .isEqualTo(ended.getMetadata().getUid());
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1", "--details"))
                .contains("restic Restores:\n  Completed:\n    " + into + "/db-0: data");
        JsonNode info = scenario.stored("r1", "r1-volumeinfo.json.gz");
        assertThat(info.at("/0/restoreMethod").asText()).isEqualTo("PodVolumeRestore");
        assertThat(info.at("/0/pvrInfo/Phase").asText()).isEqualTo("Completed");
    }

    @Test
    void shouldFillTheNewVolumeOfAClaimAndLetItTakeOverFromTheOld() throws Exception {
        String from = scenario.space("claim");
        scenario.fixture.tasks.folders.put("data", Files.createDirectories(folder.resolve("data")));
        String old = from + "-old";
        scenario.volume(old, "Retain", "{tier: gold}");
        scenario.claim(from, "data-db-0", old);
        scenario.claim(from, "scratch", scenario.volume(from + "-scratch", "Delete", "{}"));
        scenario.bind(old, from, "data-db-0");
        scenario.bind(from + "-scratch", from, "scratch");
        scenario.fixture.create(RestoreScenario.POD.formatted(
                "db-0", from, "{name: data, persistentVolumeClaim: {claimName: data-db-0}}"));
        scenario.kubelet.run(from, "db-0", "n1");
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        String into = from + "-copy";
        scenario.fixture.velero.run(
                "restore", "create", "r1", "--from-backup", "b1", "--namespace-mappings", from + ":" + into);
        String fresh = scenario.volume(from + "-fresh", "Delete", "{}");
        await().atMost(20, SECONDS).until(() -> scenario.claim(into, "data-db-0") != null);
        assertThat(scenario.claim(into, "data-db-0").getSpec().getVolumeName()).isNull();
        scenario.fixture
                .client
                .persistentVolumeClaims()
                .inNamespace(into)
                .withName("data-db-0")
                .edit(claim -> {
                    claim.getSpec().setVolumeName(fresh);
                    return claim;
                });
        scenario.kubelet.startInitContainer(into, "db-0", "n1", "restore-wait");

        assertThat(scenario.ended("r1").getStatus().phase).isEqualTo(RestorePhase.COMPLETED);
        assertThat(scenario.fixture.tasks.restored.element().volume().directoryName())
                .isEqualTo(fresh);
        assertThat(scenario.fixture.tasks.restored.element().volume().persistent())
                .isTrue();
        var taken = scenario.fixture.client.persistentVolumes().withName(fresh).get();
        assertThat(taken.getSpec().getPersistentVolumeReclaimPolicy()).isEqualTo("Retain");
        assertThat(taken.getMetadata().getLabels()).containsEntry("tier", "gold");
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1", "--details"))
                .contains("v1/PersistentVolume:\n    - " + old + "(skipped)\n    - " + from + "-scratch(skipped)")
                .contains("claim scratch gets a new, empty volume");
    }

    /** Proves that a failed volume never lets its pod start: it is not released, and the restore says why. */
    @Test
    void shouldHoldThePodOfAVolumeThatFails() throws Exception {
        String from = scenario.space("torn");
        scenario.fixture.tasks.folders.put("data", Files.createDirectories(folder.resolve("data")));
        scenario.pod(from, "db-0");
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        scenario.fixture.tasks.outcomes.put(
                "data", new VolumeTaskOutcome.Failed(FailureKind.NO_SPACE, "the disk is full; make it larger"));
        String into = from + "-copy";
        scenario.fixture.velero.run(
                "restore", "create", "r1", "--from-backup", "b1", "--namespace-mappings", from + ":" + into);
        scenario.kubelet.startInitContainer(into, "db-0", "n1", "restore-wait");

        Restore ended = scenario.ended("r1");
        assertThat(ended.getStatus().phase).isEqualTo(RestorePhase.PARTIALLY_FAILED);
        assertThat(ended.getStatus().errors).isEqualTo(1);
        assertThat(scenario.volumes("r1").getFirst().getStatus().phase).isEqualTo(VolumePhase.FAILED);
        assertThat(scenario.volumes("r1").getFirst().getStatus().message).contains("the disk is full; make it larger");
        assertThat(scenario.pod(into).getMetadata().getAnnotations()).isNullOrEmpty();
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1"))
                .contains(
                        "PartiallyFailed",
                        "volume data of pod " + into + "/db-0 is not restored, so the pod does not start");
    }

    @Test
    void shouldGoOnThoughTheClusterTakesNoStatus() throws Exception {
        String from = scenario.space("untold");
        scenario.pod(from, "db-0");
        scenario.pod(from, "db-1");
        scenario.fixture.tasks.outcomes.put(
                "data",
                new VolumeTaskOutcome.BackedUp(
                        "0".repeat(64), Optional.empty(), BackupTotals.NONE, SourceReport.NOTHING));
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        scenario.fixture.tasks.outcomes.put("data", new VolumeTaskOutcome.Restored(1, 1, List.of(), 0));
        String into = from + "-copy";
        scenario.fixture.velero.run(
                "restore", "create", "r1", "--from-backup", "b1", "--namespace-mappings", from + ":" + into);
        await().atMost(20, SECONDS).until(() -> scenario.volumes("r1").size() == 2);
        PodVolumeRestore gone = scenario.volumes("r1").stream()
                .filter(volume -> volume.getSpec().pod.getName().equals("db-0"))
                .findFirst()
                .orElseThrow();
        scenario.fixture.client.resource(gone).delete();

        scenario.kubelet.startInitContainer(into, "db-0", "n1", "restore-wait");
        await().atMost(20, SECONDS).until(() -> scenario.fixture.tasks.restored.size() == 1);
        scenario.kubelet.startInitContainer(into, "db-1", "n1", "restore-wait");
        assertThat(scenario.ended("r1").getStatus().phase).isEqualTo(RestorePhase.COMPLETED);
        assertThat(scenario.volumes("r1"))
                .singleElement()
                .matches(volume -> volume.getStatus().phase == VolumePhase.COMPLETED);
    }

    @Test
    void shouldGiveUpAPodThatIsNeverScheduled() throws Exception {
        String from = scenario.space("unscheduled");
        scenario.fixture.tasks.folders.put("data", Files.createDirectories(folder.resolve("data")));
        scenario.pod(from, "db-0");
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        String into = from + "-copy";
        scenario.fixture.velero.run(
                "restore", "create", "r1", "--from-backup", "b1", "--namespace-mappings", from + ":" + into);

        Restore ended = scenario.ended("r1");
        assertThat(ended.getStatus().phase).isEqualTo(RestorePhase.PARTIALLY_FAILED);
        assertThat(scenario.volumes("r1").getFirst().getStatus().message)
                .contains("the pod has no node", "make room for it");
    }
}
