package io.holdfast.coordinator.collect;

import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.VolumeRecord;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.PodVolumeBackupStatus;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a volume ends that is not in the backup: an error of the run, and a PodVolumeBackup that says so. The stored list has
 * it even where the cluster does not take it, because a restore holds back only the pods of volumes that it knows.
 */
final class FailedVolume {
    private static final Logger LOG = LoggerFactory.getLogger(FailedVolume.class);

    private final VolumeBackup.Settings settings;
    private final PodVolume volume;

    FailedVolume(VolumeBackup.Settings settings, PodVolume volume) {
        this.settings = settings;
        this.volume = volume;
    }

    /** Before it has a record. */
    VolumeResult unrecorded(String repository, FailureKind kind, String reason) {
        tell(reason);
        PodVolumeBackup resource = PodVolumeBackups.of(settings.backup(), volume, repository);
        try {
            return end(settings.records().apply(resource), kind, reason);
        } catch (BackupException e) {
            LOG.warn("{} has no PodVolumeBackup in the cluster.", volume.describe(), e);
            return ended(resource, kind, reason);
        }
    }

    VolumeResult recorded(VolumeRecord record, FailureKind kind, String reason) {
        tell(reason);
        return end(record, kind, reason);
    }

    private VolumeResult end(VolumeRecord record, FailureKind kind, String reason) {
        PodVolumeBackupStatus status = new PodVolumeBackupStatus();
        fill(status, kind, reason);
        try {
            record.write(status);
            return new VolumeResult(volume, record.resource());
        } catch (BackupException e) {
            LOG.warn("The end of {} could not be written.", volume.describe(), e);
            return ended(record.resource(), kind, reason);
        }
    }

    private VolumeResult ended(PodVolumeBackup resource, FailureKind kind, String reason) {
        if (resource.getMetadata().getName() == null) {
            resource.getMetadata().setName(generatedName(resource));
        }
        if (resource.getStatus() == null) {
            resource.setStatus(new PodVolumeBackupStatus());
        }
        fill(resource.getStatus(), kind, reason);
        return new VolumeResult(volume, resource);
    }

    /** As the API server would have named it. */
    private static String generatedName(PodVolumeBackup resource) {
        return resource.getMetadata().getGenerateName()
                + UUID.randomUUID().toString().substring(0, 5);
    }

    private void fill(PodVolumeBackupStatus status, FailureKind kind, String reason) {
        status.phase = kind == FailureKind.CANCELLED ? VolumePhase.CANCELED : VolumePhase.FAILED;
        status.message = reason;
        status.completionTimestamp = settings.clock().instant();
    }

    private void tell(String reason) {
        String subject = volume.describe();
        settings.log()
                .error(
                        ResultScope.of(volume.namespace()),
                        Character.toUpperCase(subject.charAt(0)) + subject.substring(1) + " is not in the backup: "
                                + reason + (reason.endsWith(".") ? "" : "."));
    }
}
