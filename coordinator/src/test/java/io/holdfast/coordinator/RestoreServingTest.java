package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestorePhase;
import io.holdfast.coordinator.velero.RestoreStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Restores of resources by the real CLI on a real API server. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class RestoreServingTest {
    private final ApiServer server;

    @TempDir
    Path folder;

    private RestoreScenario scenario;

    RestoreServingTest(ApiServer server) {
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
    void shouldRestoreResourcesIntoAnotherNamespace() throws IOException {
        String from = scenario.space("plain");
        scenario.fixture.create("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: %1$s, labels: {app: web}}
                data: {color: blue}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: %1$s}
                spec: {type: NodePort, ports: [{port: 80}]}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: default, namespace: %1$s}
                """.formatted(from));
        scenario.backUp("b1", from);
        String into = from + "-copy";
        assertThat(scenario.restore("r1", "b1", "--namespace-mappings", from + ":" + into))
                .contains("Restore completed with status: Completed");

        var restored = scenario.fixture
                .client
                .configMaps()
                .inNamespace(into)
                .withName("settings")
                .get();
        assertThat(restored.getData()).containsEntry("color", "blue");
        assertThat(restored.getMetadata().getLabels())
                .containsEntry("app", "web")
                .containsEntry("velero.io/backup-name", "b1")
                .containsEntry("velero.io/restore-name", "r1");
        assertThat(scenario.fixture
                        .client
                        .services()
                        .inNamespace(into)
                        .withName("web")
                        .get()
                        .getSpec()
                        .getClusterIP())
                .isNotEqualTo(scenario.fixture
                        .client
                        .services()
                        .inNamespace(from)
                        .withName("web")
                        .get()
                        .getSpec()
                        .getClusterIP());
        assertThat(scenario.fixture.velero.run("restore", "get"))
                .containsPattern("r1 +b1 +Completed +20.* UTC +20.* UTC +0 +0 ");
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1", "--details"))
                .contains("Phase:  ", "Completed", "Total items to be restored:  4", "Items restored:              4")
                .contains(
                        "v1/ConfigMap:\n    - " + into + "/settings(created)",
                        "v1/Namespace:\n    - " + into + "(created)")
                .contains("Existing Resource Policy:   <none>", "ItemOperationTimeout:       4h0m0s");
        assertThat(scenario.fixture.velero.run("restore", "logs", "r1"))
                .contains(
                        "level=info",
                        "restore=" + scenario.fixture.namespace + "/r1",
                        "ConfigMap " + into + "/settings is created");
        assertThat(scenario.fixture.metrics.scrape()).contains("velero_restore_success_total{schedule=\"\"} 1.0");
    }

    @Test
    void shouldLeaveWhatIsThereAndSayWhereItDiffers() throws IOException {
        String from = scenario.space("kept");
        scenario.fixture.create("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: same, namespace: %1$s}
                data: {color: blue}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: changed, namespace: %1$s}
                data: {color: blue, size: big}
                """.formatted(from));
        scenario.backUp("b1", from);
        scenario.fixture
                .client
                .configMaps()
                .inNamespace(from)
                .withName("changed")
                .edit(map -> {
                    map.setData(Map.of("color", "red", "new", "yes"));
                    return map;
                });
        scenario.restore("r1", "b1");
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1", "--details"))
                .contains("Completed", from + "/same(skipped)", from + "/changed(failed)")
                .contains("ConfigMap changed is there already and differs");
        assertThat(scenario.data(from, "changed")).containsEntry("color", "red");

        scenario.restore("r2", "b1", "--existing-resource-policy", "update");
        assertThat(scenario.data(from, "changed"))
                .containsEntry("color", "blue")
                .containsEntry("size", "big")
                .doesNotContainKey("new");
        assertThat(scenario.fixture.velero.run("restore", "describe", "r2", "--details"))
                .contains(from + "/changed(updated)");
    }

    @Test
    void shouldRestoreTheOtherNamespacesWhereOneCannotBeMade() throws IOException {
        String good = scenario.space("good");
        String bad = scenario.space("bad");
        for (String space : List.of(good, bad)) {
            scenario.fixture.create("""
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: settings, namespace: %s}
                    """.formatted(space));
        }
        scenario.backUp("b1", good + "," + bad);
        scenario.restore("r1", "b1", "--namespace-mappings", good + ":" + good + "-copy," + bad + ":Not_A_Name");
        assertThat(scenario.ended("r1").getStatus().phase).isEqualTo(RestorePhase.PARTIALLY_FAILED);
        assertThat(scenario.ended("r1").getStatus().errors).isEqualTo(1);
        assertThat(scenario.fixture.velero.run("restore", "describe", "r1", "--details"))
                .contains(good + "-copy/settings(created)", "Not_A_Name/settings(failed)")
                .contains("namespace Not_A_Name could not be made, so nothing is restored to it:");
    }

    @Test
    void shouldMakeOnlyTheNamespacesOfSelectedItems() throws IOException {
        String from = scenario.space("chosen");
        String other = scenario.space("unchosen");
        for (String space : List.of(from, other)) {
            scenario.fixture.create("""
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: settings, namespace: %1$s, labels: {from: %1$s}}
                    """.formatted(space));
        }
        scenario.backUp("b1", from + "," + other);
        scenario.restore(
                "r1",
                "b1",
                "--selector",
                "from=" + from,
                "--namespace-mappings",
                from + ":" + from + "-copy," + other + ":" + other + "-copy");
        assertThat(scenario.data(from + "-copy", "settings")).isNullOrEmpty();
        assertThat(scenario.fixture
                        .client
                        .namespaces()
                        .withName(other + "-copy")
                        .get())
                .isNull();
    }

    @Test
    void shouldRefuseWhatItCannotDo() throws IOException {
        String from = scenario.space("refused");
        scenario.backUp("b1", from);
        scenario.fixture.create("""
                apiVersion: velero.io/v1
                kind: Restore
                metadata: {name: odd, namespace: %s}
                spec:
                  backupName: nope
                  includedNamespaces: [a]
                  excludedNamespaces: [a]
                  resourceModifier: {kind: ConfigMap, name: m}
                """.formatted(scenario.fixture.namespace));
        Restore ended = scenario.ended("odd");
        assertThat(ended.getStatus().phase).isEqualTo(RestorePhase.FAILED_VALIDATION);
        assertThat(ended.getStatus().validationErrors)
                .containsExactly(
                        "there is no backup nope; see velero backup get",
                        "namespaces: a is both included and excluded; leave it out of one list",
                        "resourceModifier is not supported by this server; leave it out");
        assertThat(scenario.fixture.velero.run("restore", "describe", "odd"))
                .contains("FailedValidation", "there is no backup nope");
    }

    @Test
    void shouldRestoreWithKeysThatMayOnlyRead() throws IOException {
        String from = scenario.space("readonly");
        scenario.backUp("b1", from);
        scenario.fixture.faults.unanswered = call -> call.startsWith("put restores/");
        scenario.restore("r1", "b1", "--namespace-mappings", from + ":" + from + "-copy");
        RestoreStatus status = scenario.ended("r1").getStatus();
        assertThat(status.phase).isEqualTo(RestorePhase.COMPLETED);
        assertThat(status.warnings).isEqualTo(1);
    }

    @Test
    void shouldShowTheLogOfARestoreThatFailed() throws IOException {
        String from = scenario.space("unreadable");
        scenario.backUp("b1", from);
        scenario.fixture.faults.unanswered = call -> call.endsWith("b1/b1.tar.gz");
        scenario.restore("r1", "b1");
        assertThat(scenario.ended("r1").getStatus().phase).isEqualTo(RestorePhase.FAILED);
        assertThat(scenario.fixture.velero.run("restore", "logs", "r1"))
                .contains("the restore has failed: ", "the store does not answer");
    }

    @Test
    void shouldFailARestoreThatADeadProcessHasBegun() throws IOException {
        String from = scenario.space("orphaned");
        scenario.backUp("b1", from);
        scenario.fixture.stop();
        Restore restore = new Restore();
        restore.getMetadata().setName("r1");
        restore.getMetadata().setNamespace(scenario.fixture.namespace);
        restore.getSpec().backupName = "b1";
        restore.getStatus().phase = RestorePhase.IN_PROGRESS;
        scenario.fixture.client.resource(restore).create();
        scenario.fixture.startAgain();

        RestoreStatus status = scenario.ended("r1").getStatus();
        assertThat(status.phase).isEqualTo(RestorePhase.FAILED);
        assertThat(status.failureReason).contains("the coordinator was stopped before this restore was finished");
    }

    @Test
    void shouldRemoveTheObjectsOfADeletedRestore() throws IOException {
        String from = scenario.space("deleted");
        scenario.backUp("b1", from);
        scenario.restore("r1", "b1", "--namespace-mappings", from + ":" + from + "-copy");
        Path objects = folder.resolve("bucket/restores/r1");
        assertThat(objects.resolve("restore-r1-logs.gz")).exists();
        scenario.fixture.velero.run("restore", "delete", "r1", "--confirm");
        await().atMost(20, SECONDS).untilAsserted(() -> {
            assertThat(scenario.find("r1")).isNull();
            assertThat(objects.resolve("restore-r1-logs.gz")).doesNotExist();
        });
    }
}
