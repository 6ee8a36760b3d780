package io.holdfast.coordinator.status;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.VeleroNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PodVolumeBackups of one backup. From the first on they are watched, so that a wish to cancel one is seen at once, also
 * where its volume does not move and nothing is written. Thread-safe.
 */
public final class VolumeRecords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeRecords.class);

    private final KubernetesClient client;
    private final Backup backup;
    private @Nullable SharedIndexInformer<PodVolumeBackup> watched;

    public VolumeRecords(KubernetesClient client, Backup backup) {
        this.client = client;
        this.backup = backup;
    }

    /** Creates the resource. */
    public VolumeRecord create(PodVolumeBackup resource) {
        try {
            watch();
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "The volumes of backup {} are not watched.",
                    backup.getMetadata().getName(),
                    e);
        }
        return VolumeRecord.create(client, resource, this::isToBeCancelled);
    }

    private synchronized void watch() {
        if (watched == null) {
            watched = client.resources(PodVolumeBackup.class)
                    .inNamespace(backup.getMetadata().getNamespace())
                    .withLabel(VeleroNames.BACKUP_UID, backup.getMetadata().getUid())
                    .inform();
        }
    }

    private synchronized boolean isToBeCancelled(PodVolumeBackup resource) {
        PodVolumeBackup now =
                watched == null ? null : watched.getIndexer().getByKey(Cache.metaNamespaceKeyFunc(resource));
        return now != null && Boolean.TRUE.equals(now.getSpec().cancel);
    }

    @Override
    public synchronized void close() {
        if (watched != null) {
            watched.close();
        }
    }
}
