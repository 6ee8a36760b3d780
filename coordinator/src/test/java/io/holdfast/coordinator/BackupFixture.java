package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.cluster.TestProgram;
import io.holdfast.coordinator.cluster.VeleroCli;
import io.holdfast.coordinator.http.HttpEndpoint;
import io.holdfast.coordinator.http.ObservationRoutes;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.restore.RestoreMetrics;
import io.holdfast.coordinator.restore.RestoreServices;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.LocationPhase;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.volumerepository.VolumeRepositories;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullUnmarked;

/** A coordinator without agents, in a namespace of its own on the tests' API server, with a store in a folder. */
@NullUnmarked
final class BackupFixture implements AutoCloseable {
    /** With what the test never provides: an agent of a node, a node of a pod. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final ObjectMapper JSON = new ObjectMapper();

    final StoreFaults faults = new StoreFaults();
    final LocalVolumeTasks tasks = new LocalVolumeTasks();
    final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final String namespace = "backups-" + COUNT.incrementAndGet();
    final KubernetesClient client;
    final VeleroCli velero;
    final Path folder;
    private RunningParts parts;

    BackupFixture(ApiServer server, Path folder) throws IOException {
        this.folder = folder;
        this.client = server.newClient();
        this.velero = new VeleroCli(server, namespace);
        createNamespace(namespace);
        parts = start();
        velero.run(
                "backup-location",
                "create",
                "default",
                "--provider",
                "holdfast.io/directory",
                "--bucket",
                "bucket",
                "--default",
                "--config",
                "path=" + folder);
        await().atMost(20, SECONDS).until(() -> {
            BackupStorageLocation location = client.resources(BackupStorageLocation.class)
                    .inNamespace(namespace)
                    .withName("default")
                    .get();
            return location.getStatus().phase == LocationPhase.AVAILABLE;
        });
    }

    private RunningParts start() {
        RunningParts started = new RunningParts(client, namespace, () -> {});
        HttpEndpoint http = started.own(HttpEndpoint.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Workers.virtualThreads("http")));
        ObservationRoutes.add(http, metrics, started::isLive, () -> true);
        BackupLocations locations = started.own(new BackupLocations(client, namespace, faults));
        URI url = URI.create("http://127.0.0.1:" + http.port());
        Clock clock = Clock.systemUTC();
        VeleroServing.start(started, client, namespace, locations, http, url, metrics, clock);
        VolumeRepositories repositories = BackupServing.repositories(client, namespace, "cluster1", clock);
        RestoreServing.start(
                started,
                new RestoreServices(
                        client,
                        locations,
                        repositories,
                        tasks,
                        new RestoreMetrics(metrics),
                        "busybox:1.35",
                        PATIENCE,
                        clock,
                        started.timers()));
        BackupServing.start(started, client, namespace, locations, repositories, tasks, PATIENCE, metrics, clock);
        return started;
    }

    /** The coordinator's process ends, whatever it is doing. */
    void stop() {
        parts.close();
    }

    void startAgain() {
        parts = start();
    }

    Path stored(String backup, String name) {
        return folder.resolve("bucket").resolve("backups").resolve(backup).resolve(name);
    }

    Path repository(String volumeNamespace) {
        return folder.resolve("bucket").resolve("restic").resolve(volumeNamespace);
    }

    Backup backup(String name) {
        return client.resources(Backup.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    void createNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    /** Creates resources from YAML. */
    List<HasMetadata> create(String yaml) {
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    /** Says what kubelet would say. */
    void setPhase(String podNamespace, String pod, String phase) {
        Pod resource = client.pods().inNamespace(podNamespace).withName(pod).get();
        client.resource(resource)
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization().asJson(Map.of("status", Map.of("phase", phase))));
    }

    /** YAML of a pod with one emptyDir, {@code data}. */
    static String pod(String namespace, String name, String node) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: %s}
                spec:
                  nodeName: %s
                  containers: [{name: c, image: i, volumeMounts: [{name: data, mountPath: /data}]}]
                  volumes: [{name: data, emptyDir: {}}]
                """.formatted(name, namespace, node);
    }

    /** The PodVolumeBackups of a backup. */
    List<PodVolumeBackup> volumes(String backup) {
        return client.resources(PodVolumeBackup.class)
                .inNamespace(namespace)
                .withLabel("velero.io/backup-name", backup)
                .list()
                .getItems();
    }

    /** One of a backup's stored objects. */
    JsonNode unzipped(String backup, String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(stored(backup, name)))) {
            return JSON.readTree(in);
        }
    }

    /** What restic says of a namespace's repository. */
    String restic(String volumeNamespace, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--repo", repository(volumeNamespace).toString(), "--no-lock", "--no-cache"));
        TestProgram.Result result = TestProgram.named("restic").run(Map.of("RESTIC_PASSWORD", password()), all);
        assertThat(result.exitCode()).describedAs(result.output()).isZero();
        return result.output();
    }

    /** Of the repositories. */
    String password() {
        String encoded = client.secrets()
                .inNamespace(namespace)
                .withName("velero-repo-credentials")
                .get()
                .getData()
                .get("repository-password");
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        parts.close();
        client.close();
    }
}
