package io.holdfast.coordinator.sync;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.VeleroNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Stored resources turned into what this cluster creates: its namespace, its location's name, its uids. */
record BackupImport(String namespace, String location) {
    /** On a Backup whose PodVolumeBackups have not all been created yet. */
    private static final String IMPORTING = "holdfast.io/importing";

    /** The merge patch that ends an import. */
    static final String FINISHED = "{\"metadata\":{\"annotations\":{\"" + IMPORTING + "\":null}}}";

    /** Whether an import was interrupted and has to be done again. */
    static boolean isUnfinished(Backup known) {
        Map<String, String> annotations = known.getMetadata().getAnnotations();
        return annotations != null && annotations.containsKey(IMPORTING);
    }

    /** Whether a stored backup has ended; one that is still being finished is taken once it has expired. */
    static boolean isImportable(Backup stored, Instant now) {
        BackupPhase phase = Optional.ofNullable(stored.getStatus().phase).orElse(BackupPhase.NEW);
        return switch (phase) {
            case COMPLETED, PARTIALLY_FAILED, FAILED -> true;
            case WAITING_FOR_PLUGIN_OPERATIONS,
                    WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
                    FINALIZING,
                    FINALIZING_PARTIALLY_FAILED -> {
                Instant expiration = stored.getStatus().expiration;
                yield expiration != null && expiration.isBefore(now);
            }
            case NEW, QUEUED, READY_TO_START, FAILED_VALIDATION, IN_PROGRESS, DELETING -> false;
        };
    }

    Backup backup(Backup stored) {
        ObjectMeta metadata = metadata(stored.getMetadata())
                .addToLabels(VeleroNames.STORAGE_LOCATION, VeleroNames.labelValue(location))
                .addToAnnotations(IMPORTING, "true")
                .build();
        stored.setMetadata(metadata);
        stored.getSpec().storageLocation = location;
        return stored;
    }

    PodVolumeBackup volume(PodVolumeBackup stored, Backup imported) {
        String uid = imported.getMetadata().getUid();
        ObjectMeta metadata = metadata(stored.getMetadata())
                .addToLabels(
                        VeleroNames.BACKUP_NAME,
                        VeleroNames.labelValue(imported.getMetadata().getName()))
                .addToLabels(VeleroNames.BACKUP_UID, uid)
                .withOwnerReferences(owner(imported))
                .build();
        stored.setMetadata(metadata);
        stored.getSpec().backupStorageLocation = location;
        return stored;
    }

    private ObjectMetaBuilder metadata(ObjectMeta stored) {
        Map<String, String> labels = new HashMap<>(Objects.requireNonNullElse(stored.getLabels(), Map.of()));
        return new ObjectMetaBuilder()
                .withName(stored.getName())
                .withNamespace(namespace)
                .withLabels(labels)
                .withAnnotations(stored.getAnnotations());
    }

    private static OwnerReference owner(Backup backup) {
        return new OwnerReferenceBuilder()
                .withApiVersion(backup.getApiVersion())
                .withKind(backup.getKind())
                .withName(backup.getMetadata().getName())
                .withUid(backup.getMetadata().getUid())
                .withController(true)
                .build();
    }
}
