package io.holdfast.coordinator.run;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.PodVolumeBackupStatus;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.coordinator.velero.VolumePhase;
import java.time.Clock;

/** The PodVolumeBackups of a backup that has ended before them. */
final class OpenVolumes {
    private final KubernetesClient client;
    private final Clock clock;

    OpenVolumes(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Closes them as failed, which also fences whoever still works on them. */
    void close(Backup backup, String reason) {
        StatusWriter writer = new StatusWriter(client);
        client
                .resources(PodVolumeBackup.class)
                .inNamespace(backup.getMetadata().getNamespace())
                .withLabel(VeleroNames.BACKUP_UID, backup.getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .filter(volume -> isOpen(volume.getStatus()))
                .forEach(volume -> writer.write(volume, closed(reason)));
    }

    private static boolean isOpen(PodVolumeBackupStatus status) {
        if (status == null || status.phase == null) {
            return true;
        }
        return switch (status.phase) {
            case NEW, ACCEPTED, PREPARED, IN_PROGRESS, CANCELING -> true;
            case CANCELED, COMPLETED, FAILED -> false;
        };
    }

    private PodVolumeBackupStatus closed(String reason) {
        PodVolumeBackupStatus status = new PodVolumeBackupStatus();
        status.phase = VolumePhase.FAILED;
        status.message = reason;
        status.completionTimestamp = clock.instant();
        return status;
    }
}
