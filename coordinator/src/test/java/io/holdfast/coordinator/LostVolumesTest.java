package io.holdfast.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.velero.RestorePhase;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.LeftOutCounts;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TroubleCounts;
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

/** Volumes that a backup could not take: it names them, and no restore starts their pods on something else. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class LostVolumesTest {
    private final ApiServer server;

    @TempDir
    Path folder;

    private RestoreScenario scenario;

    LostVolumesTest(ApiServer server) {
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
    void shouldHoldThePodOfAVolumeThatWasNotBackedUp() throws IOException {
        String from = scenario.space("lost");
        scenario.pod(from, "db-0");
        scenario.fixture.create(RestoreScenario.POD.formatted(
                "db-1", from, "{name: data, persistentVolumeClaim: {claimName: unbound}}"));
        scenario.kubelet.run(from, "db-1", "n1");
        Files.createDirectories(scenario.fixture.repository(from).getParent());
        Files.writeString(scenario.fixture.repository(from), "in the way");

        assertThat(scenario.fixture.velero.run(
                        "backup",
                        "create",
                        "b1",
                        "--include-namespaces",
                        from,
                        "--default-volumes-to-fs-backup",
                        "--wait"))
                .contains("completed with status: PartiallyFailed");
        assertThat(scenario.fixture.volumes("b1"))
                .hasSize(2)
                .allMatch(volume -> volume.getStatus().phase == VolumePhase.FAILED);
        JsonNode stored = scenario.fixture.unzipped("b1", "b1-podvolumebackups.json.gz");
        assertThat(stored.findValuesAsText("phase")).containsExactly("Failed", "Failed");
        assertThat(stored.at("/1/status/message").asText()).contains("its claim unbound does not exist");

        String into = from + "-copy";
        scenario.restore("r1", "b1", "--namespace-mappings", from + ":" + into);
        assertThat(scenario.ended("r1").getStatus().phase).isEqualTo(RestorePhase.PARTIALLY_FAILED);
        assertThat(scenario.pod(into).getSpec().getInitContainers().getFirst().getName())
                .isEqualTo("restore-wait");
    }

    @Test
    void shouldNotTakeALostListOfVolumesForAnEmptyOne() throws IOException {
        String from = scenario.space("listless");
        scenario.fixture.tasks.folders.put("data", Files.createDirectories(folder.resolve("data")));
        scenario.pod(from, "db-0");
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        Files.delete(folder.resolve("bucket/backups/b1/b1-podvolumebackups.json.gz"));
        String into = from + "-copy";

        scenario.restore("r1", "b1", "--namespace-mappings", from + ":" + into);
        assertThat(scenario.ended("r1").getStatus().phase).isEqualTo(RestorePhase.FAILED);
        assertThat(scenario.ended("r1").getStatus().failureReason)
                .contains("has lost its list of volumes", "b1-podvolumebackups.json.gz");
        assertThat(scenario.pod(into)).isNull();
        scenario.restore("r2", "b1", "--namespace-mappings", from + ":" + into, "--restore-volumes=false");
        assertThat(scenario.pod(into)).isNotNull();
    }

    @Test
    void shouldWarnOfAVolumeThatTheBackupHasInPartOnly() throws IOException {
        String from = scenario.space("partly");
        scenario.pod(from, "db-0");
        scenario.fixture.tasks.outcomes.put(
                "data",
                new VolumeTaskOutcome.BackedUp(
                        "0".repeat(64),
                        Optional.empty(),
                        BackupTotals.NONE,
                        new SourceReport(List.of(), new TroubleCounts(1, 1, 1), new LeftOutCounts(2, 0))));
        assertThat(scenario.fixture.velero.run(
                        "backup",
                        "create",
                        "b1",
                        "--include-namespaces",
                        from,
                        "--default-volumes-to-fs-backup",
                        "--wait"))
                .contains("completed with status: PartiallyFailed");
        assertThat(scenario.fixture.volumes("b1"))
                .singleElement()
                .satisfies(volume -> assertThat(volume.getStatus().message)
                        .isEqualTo(
                                "3 files or folders are not in the snapshot, or not whole: 1 changed while being read,"
                                        + " 1 vanished, 1 could not be read"));
        assertThat(scenario.fixture.velero.run("backup", "logs", "b1")).contains("; left out: 2 sockets");
        scenario.fixture.tasks.outcomes.put("data", new VolumeTaskOutcome.Restored(1, 1, List.of(), 0));
        String into = from + "-copy";
        scenario.fixture.velero.run(
                "restore", "create", "r1", "--from-backup", "b1", "--namespace-mappings", from + ":" + into);
        scenario.kubelet.startInitContainer(into, "db-0", "n1", "restore-wait");

        assertThat(scenario.ended("r1").getStatus().phase).isEqualTo(RestorePhase.COMPLETED);
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1"))
                .contains("volume data of pod " + into + "/db-0 is restored as far as the backup has it: 3 files or");
    }
}
