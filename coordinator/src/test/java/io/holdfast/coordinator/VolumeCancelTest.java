package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.cluster.InsistentEdit;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.VolumePhase;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A volume that is to be cancelled is, long before its timeout (20 s) or the patience with its node (15 s) ends. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class VolumeCancelTest {
    private final ApiServer server;

    @TempDir
    Path folder;

    private BackupFixture fixture;

    VolumeCancelTest(ApiServer server) {
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
    void shouldCancelAVolumeThatDoesNotMove() throws IOException {
        fixture.tasks.nodes.add("n1");
        fixture.tasks.stuck.add("data");
        backUp("stalled");
        await().atMost(10, SECONDS).until(() -> volume("stalled").getStatus().progress != null);
        cancel("stalled");
        await().atMost(6, SECONDS).until(() -> volume("stalled").getStatus().phase == VolumePhase.CANCELED);
    }

    @Test
    void shouldCancelAVolumeThatWaitsForAnAgent() throws IOException {
        backUp("waiting");
        await().atMost(10, SECONDS).until(() -> volume("waiting").getStatus().acceptedTimestamp != null);
        cancel("waiting");
        await().atMost(6, SECONDS).until(() -> volume("waiting").getStatus().phase == VolumePhase.CANCELED);
    }

    private void backUp(String name) throws IOException {
        fixture.createNamespace(name);
        fixture.create(BackupFixture.pod(name, "p", "n1"));
        fixture.setPhase(name, "p", "Running");
        fixture.velero.run("backup", "create", name, "--include-namespaces", name, "--default-volumes-to-fs-backup");
        await().atMost(10, SECONDS).until(() -> fixture.volumes(name).size() == 1);
    }

    private PodVolumeBackup volume(String backup) {
        return fixture.volumes(backup).getFirst();
    }

    private void cancel(String backup) {
        InsistentEdit.of(fixture.client.resource(volume(backup)), found -> {
            found.getSpec().cancel = true;
            return found;
        });
    }
}
