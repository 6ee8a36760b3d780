package io.holdfast.coordinator.volumerepository;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The BackupRepository resources: one for each namespace and location, telling whether the repository can be used. They
 * only tell: where the cluster does not take one, that is logged, and the repository is used all the same.
 */
final class RepositoryRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryRecords.class);
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
    Optional<BackupRepository> ensure(String volumeNamespace, String location, String identifier) {
        BackupRepository wanted = resource(volumeNamespace, location, identifier);
        try {
            return Optional.of(createOrGet(wanted));
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "BackupRepository {} could not be made.",
                    wanted.getMetadata().getName(),
                    e);
            return Optional.empty();
        }
    }

    private BackupRepository createOrGet(BackupRepository wanted) {
        try {
            return client.resource(wanted).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return Optional.ofNullable(client.resource(wanted).get()).orElseThrow(() -> e);
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
        try {
            writer.write(resource, status);
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "The status of BackupRepository {} could not be written.",
                    resource.getMetadata().getName(),
                    e);
        }
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
