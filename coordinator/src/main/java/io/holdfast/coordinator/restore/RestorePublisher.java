package io.holdfast.coordinator.restore;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.holdfast.coordinator.restore.volumes.VolumeReport;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Stores what a restore tells of itself, and removes it with the restore. */
final class RestorePublisher {
    private final ObjectStore store;
    private final RestoreLayout layout;
    private final KubernetesSerialization json;

    RestorePublisher(ObjectStore store, String restore, KubernetesSerialization json) {
        this.store = store;
        this.layout = new RestoreLayout(restore);
        this.json = json;
    }

    /** Ends the log. */
    void publish(RestoredItems items, List<VolumeReport> volumes, RunLog log) {
        zipped(layout.results(), log.results());
        zipped(layout.resourceList(), items.toResourceList());
        zipped(layout.itemOperations(), List.of());
        zipped(layout.volumeInfo(), volumes.stream().map(RestoredVolumeInfo::of).toList());
        publishLog(log);
    }

    /** Ends the log. */
    void publishLog(RunLog log) {
        store.put(layout.log(), new ObjectContent.File(log.finish()));
    }

    void remove() {
        List<String> keys = new ArrayList<>();
        store.list(layout.folder(), entry -> keys.add(entry.key()));
        keys.forEach(store::delete);
    }

    private void zipped(String key, Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(json.asJson(value).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BackupException(FailureKind.INTERNAL, key + " cannot be compressed: " + e.getMessage(), e);
        }
        store.put(key, ObjectContent.of(bytes.toByteArray()));
    }
}
