package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.velero.RestorePhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Restored pods that the cluster does not take: nothing starts in their place, and the restore says so at once. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class RefusedPodsTest {
    private final ApiServer server;

    @TempDir
    Path folder;

    private RestoreScenario scenario;

    RefusedPodsTest(ApiServer server) {
        this.server = server;
    }

    @BeforeEach
    void start() throws IOException {
        scenario = new RestoreScenario(server, folder);
        scenario.fixture.tasks.folders.put("data", Files.createDirectories(folder.resolve("data")));
    }

    @AfterEach
    void stop() {
        scenario.close();
    }

    /** It would make another pod, without the wait, and that one would start on an empty volume. */
    @Test
    void shouldNotBringBackTheControllersOfAPodThatIsRefused() throws IOException {
        String from = scenario.space("owned");
        scenario.fixture.create(controller("Deployment", "db", from, ""));
        scenario.fixture.create(controller("Deployment", "other", from, ""));
        scenario.fixture.create(controller("ReplicaSet", "db-1", from, owner("apps/v1", "Deployment", "db")));
        scenario.fixture.create(RestoreScenario.POD
                .formatted("db-0", from, "{name: data, emptyDir: {}}")
                .replace("name: db-0,", "name: db-0" + owner("apps/v1", "ReplicaSet", "db-1") + ","));
        scenario.kubelet.run(from, "db-0", "n1");
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        String into = from + "-copy";
        scenario.fixture.createNamespace(into);
        scenario.fixture.create("""
                apiVersion: v1
                kind: LimitRange
                metadata: {name: least, namespace: %s}
                spec: {limits: [{type: Container, min: {memory: 1Gi}}]}
                """.formatted(into));

        assertThat(scenario.restore("r1", "b1", "--namespace-mappings", from + ":" + into))
                .contains("completed with status: PartiallyFailed");
        assertThat(scenario.pod(into)).isNull();
        assertThat(scenario.fixture
                        .client
                        .apps()
                        .replicaSets()
                        .inNamespace(into)
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(scenario.fixture
                        .client
                        .apps()
                        .deployments()
                        .inNamespace(into)
                        .list()
                        .getItems())
                .extracting(deployment -> deployment.getMetadata().getName())
                .containsExactly("other");
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1"))
                .contains(
                        "Pod db-0 could not be restored",
                        "ReplicaSet db-1 is not restored: a pod of it could not be",
                        "Deployment db is not restored");
    }

    /** The one that waits would start on an empty volume as soon as there is one. */
    @Test
    void shouldNotBringBackAClaimThatAPodWaitsFor() throws IOException {
        String from = scenario.space("awaited");
        scenario.claim(from, "data", scenario.volume(from + "-old", "Delete", "{}"));
        scenario.bind(from + "-old", from, "data");
        String volume = "{name: data, persistentVolumeClaim: {claimName: data}}";
        scenario.fixture.create(RestoreScenario.POD.formatted("db-0", from, volume));
        scenario.kubelet.run(from, "db-0", "n1");
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        String into = from + "-copy";
        scenario.fixture.createNamespace(into);
        scenario.fixture.create(RestoreScenario.POD.formatted("db-1", into, volume));

        assertThat(scenario.restore("r1", "b1", "--namespace-mappings", from + ":" + into))
                .contains("completed with status: PartiallyFailed");
        assertThat(scenario.claim(into, "data")).isNull();
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1"))
                .contains("claim data is missing and pod db-1 waits for it");
    }

    @Test
    void shouldNotWaitForAPodThatKubeletRejects() throws IOException {
        String from = scenario.space("rejected");
        scenario.pod(from, "db-0");
        scenario.backUp("b1", from, "--default-volumes-to-fs-backup");
        String into = from + "-copy";
        scenario.fixture.velero.run(
                "restore", "create", "r1", "--from-backup", "b1", "--namespace-mappings", from + ":" + into);
        await().atMost(20, SECONDS).until(() -> scenario.pod(into) != null);
        scenario.kubelet.patchStatus(
                into,
                "db-0",
                "{\"status\":{\"phase\":\"Failed\",\"reason\":\"OutOfmemory\",\"message\":\"too small\"}}");

        assertThat(scenario.ended("r1").getStatus().phase).isEqualTo(RestorePhase.PARTIALLY_FAILED);
        assertThat(scenario.volumes("r1").getFirst().getStatus().message)
                .contains("the pod has ended (Failed: OutOfmemory: too small); delete it and restore it again");
    }

    private static String controller(String kind, String name, String namespace, String owner) {
        return """
                apiVersion: apps/v1
                kind: %s
                metadata: {name: %s, namespace: %s%s}
                spec:
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec: {containers: [{name: c, image: i}]}
                """.formatted(kind, name, namespace, owner);
    }

    private static String owner(String apiVersion, String kind, String name) {
        return ", ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: 11111111-2222-3333-4444-555555555555}]"
                .formatted(apiVersion, kind, name);
    }
}
