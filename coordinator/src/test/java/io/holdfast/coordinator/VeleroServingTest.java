package io.holdfast.coordinator;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.cluster.InsistentEdit;
import io.holdfast.coordinator.cluster.VeleroCli;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.LocationPhase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real CLI against the serving controllers on a real API server. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class VeleroServingTest {
    @TempDir
    Path folder;

    private final ServingFixture fixture;
    private final VeleroCli velero;

    VeleroServingTest(ApiServer server) {
        fixture = new ServingFixture(server);
        velero = fixture.velero();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldTellItsVersionAndAbilities() throws IOException {
        assertThat(velero.run("version"))
                .contains("Server:\n\tVersion: v1.18.3\n")
                .doesNotContain("WARNING");
        assertThat(velero.run("plugin", "get")).contains("velero.io/aws ").contains("RestoreItemAction");
    }

    @Test
    void shouldShowALocationAsAvailableAndTheOnlyDefault() throws IOException {
        createDirectoryLocation("first", folder, "--default");
        await().untilAsserted(() -> assertThat(phase("first")).isEqualTo(LocationPhase.AVAILABLE));
        createDirectoryLocation("second", folder);
        await().untilAsserted(() -> assertThat(phase("second")).isEqualTo(LocationPhase.AVAILABLE));
        InsistentEdit.of(fixture.client().resource(location("second")), found -> {
            found.getSpec().isDefault = true;
            return found;
        });

        await().untilAsserted(
                        () -> assertThat(location("first").getSpec().isDefault).isNotEqualTo(true));
        String[] lines = velero.run("backup-location", "get").split("\n");
        assertThat(lines[0]).matches("NAME +PROVIDER +BUCKET/PREFIX +PHASE +LAST VALIDATED +ACCESS MODE +DEFAULT *");
        assertThat(lines[1]).matches("first +holdfast.io/directory +bucket +Available +20.* UTC +ReadWrite *");
        assertThat(lines[2]).matches("second +holdfast.io/directory +bucket +Available +20.* UTC +ReadWrite +true *");
    }

    @Test
    void shouldSayWhatIsWrongWithALocation() throws IOException {
        createDirectoryLocation("nowhere", folder.resolve("absent"));
        velero.run("backup-location", "create", "odd", "--provider", "gcp", "--bucket", "b");
        velero.run("backup-location", "create", "keyless", "--provider", "aws", "--bucket", "b");
        secret("bad-keys", "[other]\naws_access_key_id=a\naws_secret_access_key=b\n");
        velero.run(
                "backup-location",
                "create",
                "profile",
                "--provider",
                "aws",
                "--bucket",
                "b",
                "--credential",
                "bad-keys=cloud");
        Files.createDirectories(folder.resolve("bucket/photos"));
        Files.writeString(folder.resolve("bucket/photos/a"), "x");
        createDirectoryLocation("shared", folder);

        expectUnavailable("nowhere", "no directory here; create or mount it");
        expectUnavailable("odd", "provider \"gcp\"; set spec.provider to aws or holdfast.io/directory");
        expectUnavailable(
                "keyless", "no Secret " + fixture.namespace() + "/cloud-credentials with key cloud; create it");
        expectUnavailable("profile", "bad-keys with key cloud", "no profile [default]");
        expectUnavailable("shared", "also holds photos; give backups a bucket or a prefix of their own");
        assertThat(velero.run("backup-location", "get")).contains("Unavailable");
    }

    @Test
    void shouldNoticeThatALocationHasBeenMended() throws IOException {
        Path later = folder.resolve("later");
        createDirectoryLocation("mended", later);
        expectUnavailable("mended", "no directory here");
        Files.createDirectories(later);
        InsistentEdit.of(fixture.client().resource(location("mended")), found -> {
            found.getSpec().config = Map.of("path", later + "/");
            return found;
        });
        await().untilAsserted(() -> assertThat(phase("mended")).isEqualTo(LocationPhase.AVAILABLE));
        assertThat(location("mended").getStatus().message).isEmpty();
    }

    @Test
    void shouldServeHealthAndMetrics() throws Exception {
        createDirectoryLocation("gauged", folder);
        await().untilAsserted(() -> assertThat(phase("gauged")).isEqualTo(LocationPhase.AVAILABLE));
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("ok\n");
        assertThat(get("/metrics").body())
                .contains("velero_backup_location_status_gauge{backup_location_name=\"gauged\"} 1.0");
        assertThat(get("/other").statusCode()).isEqualTo(404);
        assertThat(get("/download/gauged/backups?expires=99999999999&signature=" + "0".repeat(64))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldNotBeHealthyOnceAControllerIsDead() throws Exception {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        fixture.killController();
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldSayThatItNeitherSchedulesNorDeletes() throws IOException {
        velero.run("schedule", "create", "nightly", "--schedule", "0 1 * * *");
        await().untilAsserted(
                        () -> assertThat(velero.run("schedule", "get")).containsPattern("nightly +FailedValidation"));
        assertThat(velero.run("schedule", "describe", "nightly")).contains("Schedules are not supported yet");

        Backup backup = new Backup();
        backup.getMetadata().setName("old");
        backup.getMetadata().setNamespace(fixture.namespace());
        backup.getStatus().phase = BackupPhase.COMPLETED;
        fixture.client().resource(backup).create();
        velero.run("backup", "delete", "old", "--confirm");
        await().untilAsserted(() -> assertThat(velero.run("backup", "describe", "old"))
                .contains("Deletion Attempts (1 failed):", "deletion of backups is not supported yet"));
    }

    private void createDirectoryLocation(String name, Path path, String... more) throws IOException {
        String[] command = {
            "backup-location",
            "create",
            name,
            "--provider",
            "holdfast.io/directory",
            "--bucket",
            "bucket",
            "--config",
            "path=" + path
        };
        String[] all = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        velero.run(all);
    }

    private void expectUnavailable(String name, String... parts) {
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(phase(name)).isEqualTo(LocationPhase.UNAVAILABLE));
        assertThat(location(name).getStatus().message)
                .startsWith("BackupStorageLocation \"" + name + "\" is unavailable: ")
                .contains(parts);
    }

    private BackupStorageLocation location(String name) {
        return fixture.client()
                .resources(BackupStorageLocation.class)
                .inNamespace(fixture.namespace())
                .withName(name)
                .get();
    }

    private LocationPhase phase(String name) {
        return location(name).getStatus().phase;
    }

    private void secret(String name, String content) {
        fixture.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(fixture.namespace())
                        .endMetadata()
                        .withStringData(Map.of("cloud", content))
                        .build())
                .create();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = fixture.url(path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
