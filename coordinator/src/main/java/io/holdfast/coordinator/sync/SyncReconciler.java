package io.holdfast.coordinator.sync;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.BackupStorageLocationStatus;
import io.holdfast.coordinator.velero.GoDuration;
import io.holdfast.coordinator.velero.LocationPhase;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.coordinator.watch.Reconciler;
import io.holdfast.failure.BackupException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the cluster's Backups in line with each available location: at once when it becomes available, then each minute. */
public final class SyncReconciler implements Reconciler<BackupStorageLocation> {
    private static final Logger LOG = LoggerFactory.getLogger(SyncReconciler.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final String namespace;
    private final BackupLocations locations;
    private final Clock clock;
    private final Map<String, Instant> synced = new ConcurrentHashMap<>();

    public SyncReconciler(KubernetesClient client, String namespace, BackupLocations locations, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.locations = locations;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> reconcile(BackupStorageLocation resource) {
        String name = resource.getMetadata().getName();
        if (resource.getStatus() == null || resource.getStatus().phase != LocationPhase.AVAILABLE) {
            synced.remove(name);
            return Optional.empty();
        }
        Duration period = Optional.ofNullable(resource.getSpec().backupSyncPeriod)
                .map(GoDuration::value)
                .orElse(PERIOD);
        if (!period.isPositive()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant last = synced.get(name);
        if (last != null && last.plus(period).isAfter(now)) {
            return Optional.of(Duration.between(now, last.plus(period)));
        }
        sync(resource, now);
        synced.put(name, now);
        return Optional.of(period);
    }

    @Override
    public void removed(String key) {
        synced.remove(key.substring(key.indexOf('/') + 1));
    }

    /**
     * The cluster is listed before the store: what ends meanwhile is then in the store's list and not in the cluster's, and
     * never the other way round, which would delete it.
     */
    private void sync(BackupStorageLocation resource, Instant now) {
        try (OpenLocation location = locations.open(resource)) {
            StoredBackups stored = new StoredBackups(location.store(), client.getKubernetesSerialization());
            Map<String, Backup> known = new HashMap<>();
            client.resources(Backup.class)
                    .inNamespace(namespace)
                    .list()
                    .getItems()
                    .forEach(backup -> known.put(backup.getMetadata().getName(), backup));
            Set<String> names = stored.names();
            for (String name : names) {
                if (!known.containsKey(name) || BackupImport.isUnfinished(known.get(name))) {
                    importIfWhole(stored, name, location.name(), now);
                }
            }
            for (Backup backup : known.values()) {
                if (hasEndedIn(location.name(), backup)
                        && !names.contains(backup.getMetadata().getName())
                        && !stored.isPublished(backup.getMetadata().getName())) {
                    deleteOrphan(backup, location.name());
                }
            }
        }
        BackupStorageLocationStatus status = new BackupStorageLocationStatus();
        status.lastSyncedTime = now;
        new StatusWriter(client).write(resource, status);
    }

    /** One backup that cannot be read does not hinder the others. */
    private void importIfWhole(StoredBackups stored, String name, String location, Instant now) {
        try {
            Optional<Backup> backup = stored.backup(name).filter(b -> BackupImport.isImportable(b, now));
            if (backup.isEmpty()) {
                return;
            }
            List<PodVolumeBackup> volumes = stored.volumes(name).orElse(List.of());
            BackupImport importing = new BackupImport(namespace, location);
            Optional<Backup> created = create(importing.backup(backup.get())).filter(BackupImport::isUnfinished);
            if (created.isEmpty()) {
                return; // somebody has made one of this name meanwhile, which is theirs
            }
            Backup imported = created.get();
            for (PodVolumeBackup volume : volumes) {
                var _ = create(importing.volume(volume, imported));
            }
            client.resource(imported).patch(PatchContext.of(PatchType.JSON_MERGE), BackupImport.FINISHED);
            LOG.info("imported Backup {} with {} volumes from {}", name, volumes.size(), location);
        } catch (BackupException | KubernetesClientException e) {
            LOG.error("Backup {} of {} could not be imported: {}", name, location, e.getMessage());
        }
    }

    /** Yields what is there already under the name, if it is; empty where that has just gone. */
    private <R extends HasMetadata> Optional<R> create(R resource) {
        try {
            return Optional.of(client.resource(resource).create());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return Optional.ofNullable(client.resource(resource).get());
        }
    }

    private static boolean hasEndedIn(String location, Backup backup) {
        Map<String, String> labels =
                Optional.ofNullable(backup.getMetadata().getLabels()).orElse(Map.of());
        BackupPhase phase = backup.getStatus() == null ? null : backup.getStatus().phase;
        return VeleroNames.labelValue(location).equals(labels.get(VeleroNames.STORAGE_LOCATION))
                && (phase == BackupPhase.COMPLETED || phase == BackupPhase.PARTIALLY_FAILED);
    }

    private void deleteOrphan(Backup backup, String location) {
        LOG.info(
                "deleting Backup {}, whose objects are gone from {}",
                backup.getMetadata().getName(),
                location);
        try {
            client.resource(backup).delete();
        } catch (KubernetesClientException e) {
            LOG.error(
                    "Backup {} of {} could not be deleted: {}",
                    backup.getMetadata().getName(),
                    location,
                    e.getMessage());
        }
    }
}
