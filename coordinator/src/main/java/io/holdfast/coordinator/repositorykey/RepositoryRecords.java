package io.holdfast.coordinator.repositorykey;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.BackupRepository;
import io.holdfast.coordinator.velero.BackupRepositoryStatus;
import io.holdfast.coordinator.velero.GoDuration;
import io.holdfast.coordinator.velero.RepositoryPhase;
import io.holdfast.coordinator.velero.VeleroNames;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The BackupRepository resources: one for each namespace and location, telling whether the repository can be used. */
final class RepositoryRecords {
    static final String TYPE = "restic";
    private static final Duration MAINTENANCE = Duration.ofDays(7);

    private final KubernetesClient client;
    private final String namespace;
    private final StatusWriter writer;

    RepositoryRecords(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        this.writer = new StatusWriter(client);
    }

    /** The one of this namespace's volumes in this location; made where there is none. */
    BackupRepository ensure(String volumeNamespace, String location, String identifier) {
        BackupRepository wanted = resource(volumeNamespace, location, identifier);
        try {
            return client.resource(wanted).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            BackupRepository found = client.resource(wanted).get();
            if (found == null) {
                throw e;
            }
            return found;
        }
    }

    void ready(BackupRepository resource) {
        write(resource, RepositoryPhase.READY, "");
    }

    void notReady(BackupRepository resource, @Nullable String reason) {
        write(resource, RepositoryPhase.NOT_READY, reason == null ? "" : reason);
    }

    List<BackupRepository> all() {
        return client.resources(BackupRepository.class)
                .inNamespace(namespace)
                .withLabel(VeleroNames.REPOSITORY_TYPE, TYPE)
                .list()
                .getItems();
    }

    private void write(BackupRepository resource, RepositoryPhase phase, String message) {
        BackupRepositoryStatus known = resource.getStatus();
        if (known.phase == phase && message.equals(known.message == null ? "" : known.message)) {
            return;
        }
        BackupRepositoryStatus status = new BackupRepositoryStatus();
        status.phase = phase;
        status.message = message;
        writer.write(resource, status);
    }

    private BackupRepository resource(String volumeNamespace, String location, String identifier) {
        BackupRepository resource = new BackupRepository();
        resource.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(volumeNamespace + "-" + location + "-" + TYPE)
                .addToLabels(VeleroNames.REPOSITORY_TYPE, TYPE)
                .addToLabels(VeleroNames.STORAGE_LOCATION, VeleroNames.labelValue(location))
                .addToLabels(VeleroNames.VOLUME_NAMESPACE, VeleroNames.labelValue(volumeNamespace))
                .build());
        var spec = resource.getSpec();
        spec.volumeNamespace = volumeNamespace;
        spec.backupStorageLocation = location;
        spec.repositoryType = TYPE;
        spec.resticIdentifier = identifier;
        spec.maintenanceFrequency = GoDuration.of(MAINTENANCE);
        return resource;
    }
}
