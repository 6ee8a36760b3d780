package io.holdfast.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.VolumeTaskOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Backups by the real CLI on a real API server; restic reads what they store. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class BackupServingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;

    @TempDir
    Path folder = Path.of("");

    private BackupFixture fixture;

    BackupServingTest(ApiServer server) {
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
    void shouldBackUpANamespaceWithoutVolumes() throws IOException {
        fixture.createNamespace("plain");
        fixture.create("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: plain}
                data: {color: blue}
                """);
        assertThat(fixture.velero.run("backup", "create", "b1", "--include-namespaces", "plain", "--wait"))
                .contains("Backup completed with status: Completed");
        assertThat(fixture.velero.run("backup", "get")).containsPattern("b1 +Completed +0 +1");
        String described = fixture.velero.run("backup", "describe", "b1", "--details");
        assertThat(described)
                .contains("Phase:", "Completed", "v1/ConfigMap:\n    - plain/settings", "v1/Namespace:\n    - plain")
                .contains("Excluded cluster-scoped:    volumesnapshotcontents.snapshot.storage.k8s.io");
        assertThat(fixture.velero.run("backup", "logs", "b1")).contains("level=info", "backup=" + fixture.namespace);
        Backup backup = fixture.backup("b1");
        assertThat(backup.getStatus().phase).isEqualTo(BackupPhase.COMPLETED);
        JsonNode stored =
                JSON.readTree(fixture.stored("b1", "velero-backup.json").toFile());
        assertThat(stored.at("/status/phase").asText()).isEqualTo("Completed");
        assertThat(stored.at("/metadata/uid").asText())
                .isEqualTo(backup.getMetadata().getUid());
    }

    @Test
    void shouldBackUpVolumesOfRunningPodsIntoARepositoryThatResticReads() throws IOException {
        Path files = Files.createDirectories(folder.resolve("data"));
        Files.writeString(files.resolve("hello.txt"), "hello");
        fixture.tasks.nodes.add("n1");
        fixture.tasks.folders.put("data", files);
        fixture.createNamespace("shop");
        fixture.create(BackupFixture.pod("shop", "db-0", "n1"));
        fixture.setPhase("shop", "db-0", "Running");
        fixture.create(BackupFixture.pod("shop", "waiting", "n1"));

        assertThat(fixture.velero.run(
                        "backup",
                        "create",
                        "v1",
                        "--include-namespaces",
                        "shop",
                        "--default-volumes-to-fs-backup",
                        "--wait"))
                .contains("Backup completed with status: Completed");
        assertThat(fixture.velero.run("backup", "describe", "v1", "--details"))
                .contains("Pod Volume Backups - restic:", "Completed:", "shop/db-0: data")
                .contains("Volume data of pod shop/waiting is not in the backup: the pod is not running but Pending.");
        assertThat(fixture.velero.run("repo", "get")).containsPattern("shop-default-restic +Ready");
        PodVolumeBackup volume = fixture.volumes("v1").getFirst();
        assertThat(volume.getSpec().tags)
                .containsKeys("backup", "backup-uid", "ns", "pod", "pod-uid", "volume")
                .doesNotContainKey("pvc-uid");
        assertThat(volume.getStatus().phase).isEqualTo(VolumePhase.COMPLETED);
        assertThat(volume.getStatus().snapshotID).hasSize(64);
        JsonNode account = fixture.unzipped("v1", "v1-volumeinfo.json.gz").get(0);
        assertThat(account.at("/pvbInfo/snapshotHandle").asText()).isEqualTo(volume.getStatus().snapshotID);
        assertThat(account.at("/pvbInfo/Phase").asText()).isEqualTo("Completed");
        assertThat(fixture.unzipped("v1", "v1-podvolumebackups.json.gz")
                        .get(0)
                        .at("/status/snapshotID")
                        .asText())
                .isEqualTo(volume.getStatus().snapshotID);
        JsonNode snapshot =
                JSON.readTree(fixture.restic("shop", "snapshots", "--json")).get(0);
        assertThat(snapshot.path("id").asText()).isEqualTo(volume.getStatus().snapshotID);
        assertThat(snapshot.path("paths").get(0).asText()).isEqualTo("/shop/db-0/data");
        assertThat(fixture.restic("shop", "check", "--read-data")).contains("no errors were found");
        assertThat(fixture.restic("shop", "list", "locks").lines().filter(line -> line.matches("[0-9a-f]{64}")))
                .isEmpty();

        fixture.velero.run(
                "backup", "create", "v2", "--include-namespaces", "shop", "--default-volumes-to-fs-backup", "--wait");
        assertThat(fixture.tasks.started.stream()
                        .map(task -> task.parentSnapshot().orElse("")))
                .containsExactly("", volume.getStatus().snapshotID);
    }

    @Test
    void shouldNameTheNodeThatHasNoAgentAndTheFilesThatWereNotRead() throws IOException {
        fixture.tasks.nodes.add("n1");
        fixture.tasks.folders.put("data", Files.createDirectories(folder.resolve("empty")));
        fixture.tasks.outcomes.put(
                "broken", new VolumeTaskOutcome.Failed(FailureKind.NOT_FOUND, "its folder is no mount point"));
        fixture.createNamespace("partly");
        fixture.create(BackupFixture.pod("partly", "good", "n1"));
        fixture.create(BackupFixture.pod("partly", "lost", "n7"));
        fixture.create(BackupFixture.pod("partly", "bad", "n1").replace("name: data", "name: broken"));
        for (String name : List.of("good", "lost", "bad")) {
            fixture.setPhase("partly", name, "Running");
        }

        assertThat(fixture.velero.run(
                        "backup",
                        "create",
                        "p1",
                        "--include-namespaces",
                        "partly",
                        "--default-volumes-to-fs-backup",
                        "--wait"))
                .contains("Backup completed with status: PartiallyFailed");
        JsonNode errors = fixture.unzipped("p1", "p1-results.gz").at("/errors/namespaces/partly");
        assertThat(errors).hasSize(2);
        assertThat(errors.toString())
                .contains(
                        "Volume data of pod partly/lost is not in the backup: no node agent is connected from node n7")
                .contains("Volume broken of pod partly/bad is not in the backup: its folder is no mount point.");
        assertThat(fixture.volumes("p1").stream()
                        .map(volume -> volume.getSpec().pod.getName() + " " + volume.getStatus().phase))
                .containsExactlyInAnyOrder("good COMPLETED", "lost FAILED", "bad FAILED");
    }

    @Test
    void shouldFailWithARemedyAndPublishNothingWhereThePasswordIsWrong() throws IOException {
        fixture.tasks.nodes.add("n1");
        fixture.tasks.folders.put("data", Files.createDirectories(folder.resolve("empty")));
        fixture.createNamespace("locked");
        fixture.create(BackupFixture.pod("locked", "p", "n1"));
        fixture.setPhase("locked", "p", "Running");
        String[] create = {
            "backup", "create", "", "--include-namespaces", "locked", "--default-volumes-to-fs-backup", "--wait"
        };
        create[2] = "before";
        fixture.velero.run(create);
        var secret = fixture.client.secrets().inNamespace(fixture.namespace).withName("velero-repo-credentials");
        secret.edit(found -> new SecretBuilder(found)
                .addToData("repository-password", "b3RoZXI=")
                .build());
        create[2] = "after";

        assertThat(fixture.velero.run(create)).contains("Backup completed with status: Failed");
        assertThat(fixture.backup("after").getStatus().failureReason)
                .contains("The password in the Secret " + fixture.namespace + "/velero-repo-credentials does not open")
                .contains("put the password that it was made with");
        await().untilAsserted(() -> assertThat(
                        fixture.velero.attempt("backup", "logs", "after").output())
                .contains("The backup has failed: The password in the Secret"));
        assertThat(fixture.stored("after", "after-logs.gz").getParent().toFile().list())
                .containsExactly("after-logs.gz");
        assertThat(fixture.velero.run("repo", "get")).containsPattern("locked-default-restic +NotReady");
    }

    @Test
    void shouldBringWhatSelectedObjectsNeedAndLeaveOutWhatSaysSo() throws IOException {
        fixture.createNamespace("chosen");
        fixture.create("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: chosen, labels: {app: db}}
                spec:
                  containers: [{name: c, image: i}]
                  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: chosen}
                spec: {volumeName: chosen-volume, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                ---
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: chosen-volume}
                spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], nfs: {server: s, path: /p}}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: other, namespace: chosen}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: unwanted, namespace: chosen, labels: {app: db, velero.io/exclude-from-backup: "true"}}
                """);
        fixture.velero.run(
                "backup", "create", "s1", "--include-namespaces", "chosen", "--selector", "app=db", "--wait");
        assertThat(fixture.unzipped("s1", "s1-resource-list.json.gz")).isEqualTo(JSON.readTree("""
                        {"v1/Namespace": ["chosen"], "v1/PersistentVolume": ["chosen-volume"],
                         "v1/PersistentVolumeClaim": ["chosen/data"], "v1/Pod": ["chosen/p"]}
                        """));
        JsonNode skipped = fixture.unzipped("s1", "s1-volumeinfo.json.gz").get(0);
        assertThat(skipped.path("skipped").asBoolean()).isTrue();
        assertThat(skipped.path("pvName").asText()).isEqualTo("chosen-volume");
    }

    @Test
    void shouldBringPriorityClassesAndTheRolesOfAccounts() throws IOException {
        fixture.createNamespace("related");
        fixture.create("""
                apiVersion: scheduling.k8s.io/v1
                kind: PriorityClass
                metadata: {name: related-first}
                value: 7
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: related}
                spec: {priorityClassName: related-first, containers: [{name: c, image: i}]}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: robot, namespace: related}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: related-role}
                rules: []
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: related-binding}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: related-role}
                subjects: [{kind: ServiceAccount, name: robot, namespace: related}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: related-not}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: related-role}
                subjects: [{kind: ServiceAccount, name: robot, namespace: elsewhere}]
                """);
        fixture.velero.run("backup", "create", "r1", "--include-namespaces", "related", "--wait");
        assertThat(fixture.unzipped("r1", "r1-resource-list.json.gz")).isEqualTo(JSON.readTree("""
                        {"rbac.authorization.k8s.io/v1/ClusterRole": ["related-role"],
                         "rbac.authorization.k8s.io/v1/ClusterRoleBinding": ["related-binding"],
                         "scheduling.k8s.io/v1/PriorityClass": ["related-first"],
                         "v1/Namespace": ["related"], "v1/Pod": ["related/p"],
                         "v1/ServiceAccount": ["related/robot"]}
                        """));
    }
}
