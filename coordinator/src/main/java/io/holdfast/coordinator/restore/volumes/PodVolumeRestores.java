package io.holdfast.coordinator.restore.volumes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.velero.PodVolumeRestore;
import io.holdfast.coordinator.velero.PodVolumeRestoreSpec;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestoreUploaderConfig;
import io.holdfast.coordinator.velero.VeleroNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the PodVolumeRestores of one Restore, which owns them. */
final class PodVolumeRestores {
    private final KubernetesClient client;
    private final Restore restore;
    private final String location;

    PodVolumeRestores(KubernetesClient client, Restore restore, String location) {
        this.client = client;
        this.restore = restore;
        this.location = location;
    }

    /** The pod is as the API server has created it. */
    PodVolumeRestore create(ObjectNode pod, VolumeSource source) {
        PodVolumeRestore resource = new PodVolumeRestore();
        resource.setMetadata(metadata(pod.at("/metadata/uid").asText()));
        PodVolumeRestoreSpec spec = resource.getSpec();
        spec.pod = new ObjectReferenceBuilder()
                .withKind("Pod")
                .withNamespace(pod.at("/metadata/namespace").asText())
                .withName(pod.at("/metadata/name").asText())
                .withUid(pod.at("/metadata/uid").asText())
                .build();
        spec.volume = source.volume();
        spec.backupStorageLocation = location;
        spec.repoIdentifier = source.repository();
        spec.uploaderType = source.uploader();
        spec.snapshotID = source.snapshot().orElse("");
        spec.snapshotSize = source.size();
        spec.sourceNamespace = source.namespace();
        spec.uploaderSettings = uploaderSettings();
        return client.resource(resource).create();
    }

    private ObjectMeta metadata(String podUid) {
        String name = restore.getMetadata().getName();
        String uid = restore.getMetadata().getUid();
        return new ObjectMetaBuilder()
                .withGenerateName(name + "-")
                .withNamespace(restore.getMetadata().getNamespace())
                .addToLabels(VeleroNames.RESTORE_NAME, VeleroNames.labelValue(name))
                .addToLabels(VeleroNames.RESTORE_UID, uid)
                .addToLabels(VeleroNames.POD_UID, podUid)
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion(restore.getApiVersion())
                        .withKind(restore.getKind())
                        .withName(name)
                        .withUid(uid)
                        .withController(true)
                        .build())
                .build();
    }

    private Map<String, String> uploaderSettings() {
        Optional<RestoreUploaderConfig> config = Optional.ofNullable(restore.getSpec().uploaderConfig);
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "WriteSparseFiles",
                String.valueOf(config.map(c -> c.writeSparseFiles).orElse(false)));
        config.map(c -> c.parallelFilesDownload)
                .ifPresent(files -> settings.put("ParallelFilesDownload", files.toString()));
        return settings;
    }
}
