package io.holdfast.coordinator.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.coordinator.ServingFixture;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.cluster.TestProgram;
import io.holdfast.coordinator.cluster.VeleroCli;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A location with backups of another cluster becomes known to an empty one, as the real CLI sees it. */
@NullUnmarked
@ExtendWith(ApiServer.Extension.class)
class SyncReconcilerTest {
    private static final String UID_THERE = "54d44af0-9d55-4237-b172-bd0e5d009667";

    @TempDir
    Path folder;

    private final ServingFixture fixture;
    private final VeleroCli velero;

    SyncReconcilerTest(ApiServer server) {
        fixture = new ServingFixture(server);
        velero = fixture.velero();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldImportBackupsWithTheirVolumesAndServeTheirObjects() throws IOException {
        publish("old", "Completed");
        createLocation();
        await().untilAsserted(() -> assertThat(volumes()).hasSize(1));

        Backup imported = backups().getFirst();
        assertThat(imported.getMetadata().getUid()).isNotEqualTo(UID_THERE);
        assertThat(imported.getMetadata().getLabels())
                .containsEntry("velero.io/storage-location", "moved")
                .containsEntry("kept", "yes");
        assertThat(imported.getSpec().storageLocation).isEqualTo("moved");
        await().untilAsserted(
                        () -> assertThat(backups().getFirst().getMetadata().getAnnotations())
                                .doesNotContainKey("holdfast.io/importing"));
        PodVolumeBackup volume = volumes().getFirst();
        assertThat(volume.getMetadata().getLabels())
                .containsEntry("velero.io/backup-uid", imported.getMetadata().getUid());
        assertThat(volume.getMetadata().getOwnerReferences().getFirst().getUid())
                .isEqualTo(imported.getMetadata().getUid());
        assertThat(volume.getStatus().snapshotID).isEqualTo("4cecca2d");

        assertThat(velero.run("backup", "get")).containsPattern("old +Completed +0 +1 +2026-11-21 .* moved ");
        assertThat(velero.run("backup", "describe", "old", "--details"))
                .contains("Phase:  ", "Completed", "v1/Pod:", "- shop/db-0", "shop/db-0: data", "shop:  odd");
        assertThat(velero.run("backup", "logs", "old")).isEqualTo("one line\n");
        Path downloaded = folder.resolve("old.tar.gz");
        velero.run("backup", "download", "old", "--output", downloaded.toString());
        assertThat(downloaded).hasContent("the tarball's bytes");
    }

    @Test
    void shouldTellTheCliThatAnObjectIsMissing() throws IOException {
        publish("old", "Completed");
        Files.delete(folder.resolve("bucket/backups/old/old-logs.gz"));
        createLocation();
        await().untilAsserted(() -> assertThat(backups()).hasSize(1));

        TestProgram.Result logs = velero.attempt("backup", "logs", "old");
        assertThat(logs.exitCode()).isNotZero();
        assertThat(logs.output()).contains("not found");
    }

    @Test
    void shouldNotImportWhatIsStillBeingWritten() throws IOException {
        publish("finished", "Completed");
        publish("finalizing", "Finalizing");
        Files.delete(publish("unpublished", "Completed").resolve("velero-backup.json"));
        Files.writeString(publish("torn", "Completed").resolve("velero-backup.json"), "{\"kind\":");
        createLocation();
        await().untilAsserted(() -> assertThat(location()).contains("lastSyncedTime"));

        assertThat(backups())
                .extracting(backup -> backup.getMetadata().getName())
                .containsExactly("finished");
    }

    @Test
    void shouldImportTheOthersWhereTheClusterRefusesOne() throws IOException {
        publish("Not_A_Name", "Completed");
        publish("named", "Completed");
        createLocation();
        await().untilAsserted(() -> assertThat(location()).contains("lastSyncedTime"));
        assertThat(backups())
                .extracting(backup -> backup.getMetadata().getName())
                .containsExactly("named");
    }

    @Test
    void shouldLeaveABackupAloneThatSomebodyMakesMeanwhile() throws IOException {
        publish("raced", "Completed");
        fixture.beforeStoreCalls(call -> {
            if (call.equals("get backups/raced/velero-backup.json")) {
                Backup theirs = new Backup();
                theirs.getMetadata().setName("raced");
                theirs.getMetadata().setNamespace(fixture.namespace());
                fixture.client().resource(theirs).createOr(existing -> existing.update());
            }
        });
        createLocation();
        await().untilAsserted(() -> assertThat(location()).contains("lastSyncedTime"));
        assertThat(backups()).hasSize(1);
        assertThat(volumes()).isEmpty();
    }

    @Test
    void shouldDeleteBackupsWhoseObjectsAreGone() throws IOException {
        Path objects = publish("old", "Completed");
        publish("staying", "Completed");
        createLocation();
        await().untilAsserted(() -> assertThat(backups()).hasSize(2));
        try (var files = Files.list(objects)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        await().untilAsserted(() -> assertThat(backups())
                .extracting(backup -> backup.getMetadata().getName())
                .containsExactly("staying"));
    }

    private Path publish(String name, String phase) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("bucket/backups/" + name));
        Files.writeString(directory.resolve("velero-backup.json"), """
                {"kind":"Backup","apiVersion":"velero.io/v1",
                 "metadata":{"name":"%s","namespace":"elsewhere","uid":"%s","resourceVersion":"7",
                             "labels":{"velero.io/storage-location":"default","kept":"yes"}},
                 "spec":{"storageLocation":"default","ttl":"720h0m0s","includedNamespaces":["shop"],"hooks":{},
                         "metadata":{}},
                 "status":{"phase":"%s","version":1,"formatVersion":"1.1.0","warnings":1,
                           "startTimestamp":"2026-11-21T02:38:46Z","completionTimestamp":"2026-11-21T02:40:38Z",
                           "expiration":"2099-01-01T00:00:00Z"}}""".formatted(name, UID_THERE, phase));
        gzip(directory.resolve(name + "-podvolumebackups.json.gz"), """
                [{"kind":"PodVolumeBackup","apiVersion":"velero.io/v1",
                  "metadata":{"name":"%s-x","namespace":"elsewhere","uid":"1","resourceVersion":"8",
                    "generateName":"%s-","labels":{"velero.io/backup-name":"%s","velero.io/backup-uid":"%s"}},
                  "spec":{"node":"n1","pod":{"kind":"Pod","name":"db-0","namespace":"shop","uid":"2"},"volume":"data",
                    "backupStorageLocation":"default","repoIdentifier":"","uploaderType":"restic"},
                  "status":{"phase":"Completed","snapshotID":"4cecca2d","progress":{"totalBytes":1,"bytesDone":1}}}]
                """.formatted(name, name, name, UID_THERE));
        gzip(directory.resolve(name + "-logs.gz"), "one line\n");
        gzip(directory.resolve(name + "-resource-list.json.gz"), "{\"v1/Pod\":[\"shop/db-0\"]}");
        gzip(
                directory.resolve(name + "-results.gz"),
                "{\"errors\":{},\"warnings\":{\"namespaces\":{\"shop\":[\"odd\"]}}}");
        gzip(directory.resolve(name + "-volumeinfo.json.gz"), "[]");
        Files.writeString(directory.resolve(name + ".tar.gz"), "the tarball's bytes");
        return directory;
    }

    private static void gzip(Path file, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        Files.write(file, bytes.toByteArray());
    }

    private void createLocation() throws IOException {
        velero.run(
                "backup-location",
                "create",
                "moved",
                "--provider",
                "holdfast.io/directory",
                "--bucket",
                "bucket",
                "--config",
                "path=" + folder,
                "--backup-sync-period",
                "1s");
    }

    private String location() throws IOException {
        return velero.run("backup-location", "get", "moved", "-o", "json");
    }

    private List<Backup> backups() {
        return fixture.client()
                .resources(Backup.class)
                .inNamespace(fixture.namespace())
                .list()
                .getItems();
    }

    private List<PodVolumeBackup> volumes() {
        return fixture.client()
                .resources(PodVolumeBackup.class)
                .inNamespace(fixture.namespace())
                .list()
                .getItems();
    }
}
