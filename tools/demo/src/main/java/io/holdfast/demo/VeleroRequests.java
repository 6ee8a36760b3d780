package io.holdfast.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.BackupStorageLocationSpec.ObjectStorage;
import io.holdfast.coordinator.velero.LocationPhase;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.PodVolumeRestore;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestorePhase;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.coordinator.velero.VolumeProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the velero CLI would ask for: the same resources, made by hand, and watched until they end. */
final class VeleroRequests {
    static final String BUCKET = "demo";
    private static final String NAMESPACE = "velero";
    private static final String LOCATION = "default";
    private static final long REFRESH_MILLIS = 200;

    private final KubernetesClient client;
    private final Stage stage;

    VeleroRequests(KubernetesClient client, Stage stage) {
        this.client = client;
        this.stage = stage;
    }

    /** As {@code velero backup-location create}; returns when it can be used. */
    void createLocation(Path store) throws IOException, InterruptedException {
        Files.createDirectories(store);
        BackupStorageLocation location = named(new BackupStorageLocation(), LOCATION);
        location.getSpec().provider = "holdfast.io/directory";
        location.getSpec().config = Map.of("path", store.toString());
        location.getSpec().objectStorage = new ObjectStorage();
        location.getSpec().objectStorage.bucket = BUCKET;
        location.getSpec().isDefault = true;
        BackupStorageLocation created = client.resource(location).create();
        BackupStorageLocation checked = await(
                created, now -> now.getStatus() != null && now.getStatus().phase != null, () -> VolumeBytes.NONE, "");
        if (checked.getStatus().phase != LocationPhase.AVAILABLE) {
            throw new DemoFailure("The folder " + store + " cannot be used: " + checked.getStatus().message);
        }
    }

    /** As {@code velero backup create NAME --include-namespaces … --default-volumes-to-fs-backup --wait}. */
    void backUp(String name, List<String> namespaces) throws InterruptedException {
        Backup backup = named(new Backup(), name);
        backup.getSpec().includedNamespaces = namespaces;
        backup.getSpec().defaultVolumesToFsBackup = true;
        Backup ended = await(
                client.resource(backup).create(),
                now -> now.getStatus() != null && now.getStatus().completionTimestamp != null,
                () -> backedUp(name),
                "backup");
        if (ended.getStatus().phase != BackupPhase.COMPLETED) {
            throw new DemoFailure("Backup " + name + " ended as " + ended.getStatus().phase + ": "
                    + Objects.requireNonNullElse(ended.getStatus().failureReason, "its log says why") + ".");
        }
    }

    /** As {@code velero restore create --from-backup NAME --wait}. */
    void restore(String backup) throws InterruptedException {
        Restore restore = named(new Restore(), "restore-of-" + backup);
        restore.getSpec().backupName = backup;
        Restore ended = await(
                client.resource(restore).create(),
                now -> now.getStatus() != null && now.getStatus().completionTimestamp != null,
                this::restored,
                "restore");
        if (ended.getStatus().phase != RestorePhase.COMPLETED) {
            throw new DemoFailure("Restore " + ended.getMetadata().getName() + " ended as " + ended.getStatus().phase
                    + ": " + Objects.requireNonNullElse(ended.getStatus().failureReason, "its log says why") + ".");
        }
    }

    private record VolumeBytes(long done, long total) {
        static final VolumeBytes NONE = new VolumeBytes(0, 0);
    }

    private VolumeBytes backedUp(String backup) {
        return sum(client
                .resources(PodVolumeBackup.class)
                .inNamespace(NAMESPACE)
                .withLabel(VeleroNames.BACKUP_NAME, backup)
                .list()
                .getItems()
                .stream()
                .map(volume -> volume.getStatus() == null ? null : volume.getStatus().progress));
    }

    private VolumeBytes restored() {
        return sum(client.resources(PodVolumeRestore.class).inNamespace(NAMESPACE).list().getItems().stream()
                .map(volume -> volume.getStatus() == null ? null : volume.getStatus().progress));
    }

    private static VolumeBytes sum(Stream<@Nullable VolumeProgress> volumes) {
        return volumes.filter(Objects::nonNull)
                .map(progress -> new VolumeBytes(
                        Objects.requireNonNullElse(progress.bytesDone, 0L),
                        Objects.requireNonNullElse(progress.totalBytes, 0L)))
                .reduce(
                        VolumeBytes.NONE,
                        (one, other) -> new VolumeBytes(one.done + other.done, one.total + other.total));
    }

    /** Watches the resource until it is as wanted, and shows meanwhile how far its volumes are. */
    private <R extends HasMetadata> R await(R resource, Predicate<R> end, Supplier<VolumeBytes> progress, String what)
            throws InterruptedException {
        CompletableFuture<List<R>> ended = client.resource(resource)
                .informOnCondition(found -> found.stream().anyMatch(end));
        long started = System.nanoTime();
        while (true) {
            try {
                return ended.get(REFRESH_MILLIS, TimeUnit.MILLISECONDS).getFirst();
            } catch (TimeoutException e) {
                VolumeBytes bytes = progress.get();
                double seconds = (System.nanoTime() - started) / 1e9;
                stage.progress(what, bytes.done(), bytes.total(), seconds);
                if (seconds > TimeUnit.MINUTES.toSeconds(10)) {
                    throw new DemoFailure(resource.getKind() + " "
                            + resource.getMetadata().getName() + " does not end; it was given ten minutes.");
                }
            } catch (ExecutionException e) {
                throw new DemoFailure(resource.getKind() + " "
                        + resource.getMetadata().getName() + " could not be watched: " + e.getCause());
            }
        }
    }

    private static <R extends HasMetadata> R named(R resource, String name) {
        resource.setMetadata(
                new ObjectMetaBuilder().withNamespace(NAMESPACE).withName(name).build());
        return resource;
    }
}
