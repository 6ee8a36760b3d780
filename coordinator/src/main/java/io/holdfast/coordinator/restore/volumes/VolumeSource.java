package io.holdfast.coordinator.restore.volumes;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.PodVolumeBackupSpec;
import io.holdfast.coordinator.velero.PodVolumeBackupStatus;
import io.holdfast.coordinator.velero.VolumePhase;
import java.util.Objects;
import java.util.Optional;

/**
 * What a backup has of one volume.
 *
 * @param namespace the pod's in the backup, whose repository holds the snapshot
 * @param repository as the PodVolumeBackup names it
 * @param snapshot its id; empty where the volume's backup failed
 * @param size in bytes
 * @param message what the backup lacks of it; empty where it is whole
 */
public record VolumeSource(
        String namespace,
        String pod,
        String volume,
        String uploader,
        String repository,
        Optional<String> snapshot,
        long size,
        String message) {
    public static VolumeSource of(PodVolumeBackup backup) {
        PodVolumeBackupSpec spec = backup.getSpec();
        PodVolumeBackupStatus status = backup.getStatus();
        ObjectReference pod = Optional.ofNullable(spec.pod).orElseGet(ObjectReference::new);
        return new VolumeSource(
                Objects.requireNonNullElse(pod.getNamespace(), ""),
                Objects.requireNonNullElse(pod.getName(), ""),
                Objects.requireNonNullElse(spec.volume, ""),
                Objects.requireNonNullElse(spec.uploaderType, ""),
                Objects.requireNonNullElse(spec.repoIdentifier, ""),
                Optional.ofNullable(status.snapshotID)
                        .filter(id -> !id.isEmpty() && status.phase == VolumePhase.COMPLETED),
                status.progress == null || status.progress.totalBytes == null ? 0 : status.progress.totalBytes,
                Objects.requireNonNullElse(status.message, ""));
    }

    /** Why it cannot be restored from this, and what can be done; empty where it can. */
    Optional<String> lacking() {
        if (snapshot.isEmpty()) {
            return Optional.of("the backup has no data of it" + (message.isEmpty() ? "" : " (" + message + ")")
                    + "; restore another backup");
        }
        return uploader.equals("restic")
                ? Optional.empty()
                : Optional.of("its data were written by " + uploader
                        + ", which this server cannot read; restore it with the server that made the backup");
    }

    /** The same, under the name that another pod has for the volume. */
    public VolumeSource as(String name) {
        return new VolumeSource(namespace, pod, name, uploader, repository, snapshot, size, message);
    }
}
