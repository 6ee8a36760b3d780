package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.velero.PodVolumeRestore;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestorePhase;
import io.holdfast.coordinator.velero.VeleroNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullUnmarked;

/** A coordinator with a played kubelet, and what tests of restores do with it; volumes are folders. */
@NullUnmarked
final class RestoreScenario implements AutoCloseable {
    static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, namespace: %s}
            spec:
              containers: [{name: c, image: i, volumeMounts: [{name: data, mountPath: /data}]}]
              volumes: [%s]
            """;

    final BackupFixture fixture;
    final PlayedKubelet kubelet;
    final Path folder;

    RestoreScenario(ApiServer server, Path folder) throws IOException {
        this.folder = folder;
        fixture = new BackupFixture(server, folder);
        fixture.tasks.nodes.add("n1");
        kubelet = new PlayedKubelet(fixture.client);
    }

    String volume(String name, String reclaimPolicy, String labels) {
        fixture.create("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: %s, labels: %s}
                spec:
                  capacity: {storage: 1Gi}
                  accessModes: [ReadWriteOnce]
                  persistentVolumeReclaimPolicy: %s
                  nfs: {server: nowhere, path: /}
                """.formatted(name, labels, reclaimPolicy));
        return name;
    }

    void claim(String namespace, String name, String volume) {
        fixture.create("""
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: %s, namespace: %s}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, volumeName: %s}
                """.formatted(name, namespace, volume));
    }

    PersistentVolumeClaim claim(String namespace, String name) {
        return fixture.client
                .persistentVolumeClaims()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /** Says what the volume controller would say. */
    void bind(String volume, String namespace, String claim) {
        fixture.client.persistentVolumes().withName(volume).edit(found -> {
            found.getSpec()
                    .setClaimRef(new ObjectReferenceBuilder()
                            .withKind("PersistentVolumeClaim")
                            .withNamespace(namespace)
                            .withName(claim)
                            .build());
            return found;
        });
    }

    String space(String name) {
        String space = fixture.namespace + "-" + name;
        fixture.createNamespace(space);
        return space;
    }

    void pod(String namespace, String name) {
        fixture.create(POD.formatted(name, namespace, "{name: data, emptyDir: {}}"));
        kubelet.run(namespace, name, "n1");
    }

    void backUp(String name, String namespace, String... more) throws IOException {
        String[] command = {"backup", "create", name, "--include-namespaces", namespace, "--wait"};
        assertThat(fixture.velero.run(joined(command, more))).contains("completed with status: Completed");
    }

    String restore(String name, String backup, String... more) throws IOException {
        String[] command = {"restore", "create", name, "--from-backup", backup, "--wait"};
        return fixture.velero.run(joined(command, more));
    }

    private static String[] joined(String[] first, String[] second) {
        String[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    Restore ended(String name) {
        await("restore " + name)
                .atMost(60, SECONDS)
                .until(() -> find(name).getStatus().completionTimestamp != null
                        || find(name).getStatus().phase == RestorePhase.FAILED_VALIDATION);
        return find(name);
    }

    Restore find(String name) {
        return fixture.client
                .resources(Restore.class)
                .inNamespace(fixture.namespace)
                .withName(name)
                .get();
    }

    List<PodVolumeRestore> volumes(String restore) {
        return fixture.client
                .resources(PodVolumeRestore.class)
                .inNamespace(fixture.namespace)
                .withLabel(VeleroNames.RESTORE_NAME, restore)
                .list()
                .getItems();
    }

    Pod pod(String namespace) {
        return fixture.client.pods().inNamespace(namespace).withName("db-0").get();
    }

    Map<String, String> data(String namespace, String name) {
        return fixture.client
                .configMaps()
                .inNamespace(namespace)
                .withName(name)
                .get()
                .getData();
    }

    JsonNode stored(String restore, String name) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(
                folder.resolve("bucket/restores").resolve(restore).resolve(name)))) {
            return new ObjectMapper().readTree(in);
        }
    }

    @Override
    public void close() {
        fixture.close();
    }
}
