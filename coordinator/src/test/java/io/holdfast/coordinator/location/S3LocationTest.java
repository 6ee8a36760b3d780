package io.holdfast.coordinator.location;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.holdfast.coordinator.ServingFixture;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.BackupStorageLocationStatus;
import io.holdfast.coordinator.velero.DownloadRequest;
import io.holdfast.coordinator.velero.LocationPhase;
import io.holdfast.objectstore.S3Server;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Locations in a bucket of a real S3 server, created by the real CLI. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class S3LocationTest {
    @TempDir
    Path folder;

    private final ServingFixture fixture;
    private S3Server s3;

    S3LocationTest(ApiServer server) {
        fixture = new ServingFixture(server);
    }

    @BeforeEach
    void start() throws IOException {
        s3 = S3Server.start(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
        s3.close();
    }

    @Test
    void shouldBeAvailableWithTheRightKeys() throws IOException {
        secret(credentials("testbedsecret"));
        create("good", S3Server.BUCKET);
        assertThat(checked("good").phase).isEqualTo(LocationPhase.AVAILABLE);
    }

    @Test
    void shouldNameTheMissingBucketAndTheRemedy() throws IOException {
        secret(credentials("testbedsecret"));
        create("bucketless", "nosuchbucket");
        assertThat(checked("bucketless").message)
                .contains("BackupStorageLocation \"bucketless\"", "there is no bucket nosuchbucket", "create it");
    }

    @Test
    void shouldNameBadKeysAndRecoverOnceTheyAreMended() throws IOException {
        secret(credentials("wrong"));
        create("locked", S3Server.BUCKET);
        assertThat(checked("locked").message)
                .contains("secret access key is wrong; check the credentials")
                .doesNotContain("wrong\n");
        secret(credentials("testbedsecret"));
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(checked("locked").phase).isEqualTo(LocationPhase.AVAILABLE));
    }

    @Test
    void shouldLetTheCliFollowLinksThatTheStoreHasSigned() throws IOException {
        secret(credentials("testbedsecret"));
        Path objects = Files.createDirectories(folder.resolve("buckets/velero/backups/b"));
        Files.writeString(objects.resolve("velero-backup.json"), """
                {"kind":"Backup","apiVersion":"velero.io/v1","metadata":{"name":"b"},
                 "spec":{},"status":{"phase":"Completed"}}""");
        try (OutputStream log = new GZIPOutputStream(Files.newOutputStream(objects.resolve("b-logs.gz")))) {
            log.write("one line\n".getBytes(StandardCharsets.UTF_8));
        }
        create("linked", S3Server.BUCKET);
        await().atMost(20, SECONDS)
                .until(() -> fixture.velero().attempt("backup", "get", "b").exitCode() == 0);

        assertThat(fixture.velero().run("backup", "logs", "b")).isEqualTo("one line\n");
        assertThat(fixture.client()
                        .resources(DownloadRequest.class)
                        .inNamespace(fixture.namespace())
                        .list()
                        .getItems())
                .allSatisfy(request -> assertThat(request.getStatus().downloadURL)
                        .startsWith(s3.endpoint().toString())
                        .contains("X-Amz-Signature="));
        Files.delete(objects.resolve("b-logs.gz"));
        assertThat(fixture.velero().attempt("backup", "logs", "b").output()).contains("not found");
    }

    private void create(String name, String bucket) throws IOException {
        fixture.velero()
                .run(
                        "backup-location",
                        "create",
                        name,
                        "--provider",
                        "aws",
                        "--bucket",
                        bucket,
                        "--validation-frequency",
                        "1s",
                        "--config",
                        "region=us-east-1,s3ForcePathStyle=true,s3Url=" + s3.endpoint());
    }

    private BackupStorageLocationStatus checked(String name) {
        await().atMost(20, SECONDS).until(() -> status(name).phase != null);
        return status(name);
    }

    private BackupStorageLocationStatus status(String name) {
        return fixture.client()
                .resources(BackupStorageLocation.class)
                .inNamespace(fixture.namespace())
                .withName(name)
                .get()
                .getStatus();
    }

    private static String credentials(String secret) {
        return "[default]\naws_access_key_id=testbed\naws_secret_access_key=" + secret + "\n";
    }

    private void secret(String content) {
        fixture.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("cloud-credentials")
                        .withNamespace(fixture.namespace())
                        .endMetadata()
                        .withStringData(Map.of("cloud", content))
                        .build())
                .createOr(existing -> existing.update());
    }
}
