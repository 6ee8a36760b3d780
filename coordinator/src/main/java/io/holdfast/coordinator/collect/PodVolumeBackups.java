package io.holdfast.coordinator.collect;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.VeleroNames;
import java.util.HashMap;
import java.util.Map;

/** Makes the resources that tell of one volume each. */
final class PodVolumeBackups {
    private static final String UPLOADER = "restic";

    private PodVolumeBackups() {}

    /** A new one, not yet in the cluster; its tags will be the snapshot's. The repository is empty where none is open. */
    static PodVolumeBackup of(Backup backup, PodVolume volume, String repository) {
        PodVolumeBackup resource = new PodVolumeBackup();
        resource.setMetadata(metadata(backup, volume));
        var spec = resource.getSpec();
        spec.node = volume.node();
        spec.pod = new ObjectReferenceBuilder()
                .withKind("Pod")
                .withNamespace(volume.namespace())
                .withName(volume.podName())
                .withUid(volume.pod().getMetadata().getUid())
                .build();
        spec.volume = volume.name();
        spec.backupStorageLocation = backup.getSpec().storageLocation;
        spec.repoIdentifier = repository;
        spec.uploaderType = UPLOADER;
        spec.tags = tags(backup, volume);
        var uploader = backup.getSpec().uploaderConfig;
        if (uploader != null && uploader.parallelFilesUpload != null && uploader.parallelFilesUpload > 0) {
            spec.uploaderSettings = Map.of("ParallelFilesUpload", uploader.parallelFilesUpload.toString());
        }
        return resource;
    }

    private static io.fabric8.kubernetes.api.model.ObjectMeta metadata(Backup backup, PodVolume volume) {
        String name = backup.getMetadata().getName();
        ObjectMetaBuilder metadata = new ObjectMetaBuilder()
                .withNamespace(backup.getMetadata().getNamespace())
                .withGenerateName(name + "-")
                .addToLabels(VeleroNames.BACKUP_NAME, VeleroNames.labelValue(name))
                .addToLabels(VeleroNames.BACKUP_UID, backup.getMetadata().getUid())
                .addNewOwnerReference()
                .withApiVersion(backup.getApiVersion())
                .withKind(backup.getKind())
                .withName(name)
                .withUid(backup.getMetadata().getUid())
                .withController(true)
                .endOwnerReference();
        volume.claim()
                .ifPresent(claim -> metadata.addToLabels(VeleroNames.PVC_UID, claim.claimUid())
                        .addToAnnotations(VeleroNames.PVC_NAME, claim.claimName()));
        return metadata.build();
    }

    private static Map<String, String> tags(Backup backup, PodVolume volume) {
        Map<String, String> tags = new HashMap<>();
        tags.put("backup", backup.getMetadata().getName());
        tags.put("backup-uid", backup.getMetadata().getUid());
        tags.put("ns", volume.namespace());
        tags.put("pod", volume.podName());
        tags.put("pod-uid", volume.pod().getMetadata().getUid());
        tags.put("volume", volume.name());
        volume.claim().ifPresent(claim -> tags.put("pvc-uid", claim.claimUid()));
        return tags;
    }
}
