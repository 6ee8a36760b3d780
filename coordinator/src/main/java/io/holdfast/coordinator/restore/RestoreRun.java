package io.holdfast.coordinator.restore;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.coordinator.inventory.ApiCatalog;
import io.holdfast.coordinator.inventory.ApiDiscovery;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.publish.VeleroLayout;
import io.holdfast.coordinator.restore.contents.BackedUpItems;
import io.holdfast.coordinator.restore.volumes.RestoringVolumes;
import io.holdfast.coordinator.restore.volumes.VolumeSources;
import io.holdfast.coordinator.run.RunFolder;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.VolumeTimeout;
import io.holdfast.coordinator.sync.StoredBackups;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.List;
import java.util.Objects;

/** One restore from its start to its end, on the calling thread; an interrupt stops it where it is. */
final class RestoreRun {
    private final RestoreServices services;
    private final Restore restore;
    private final Backup backup;
    private final RestoreEnding ending;

    /** The restore is in progress, validated, with all defaults filled in. */
    RestoreRun(RestoreServices services, Restore restore, Backup backup) {
        this.services = services;
        this.restore = restore;
        this.backup = backup;
        this.ending = new RestoreEnding(services, restore);
    }

    /** Returns when the restore has ended, well or not; throws {@code CANCELLED} where it was interrupted. */
    void run() {
        try (RunFolder folder = new RunFolder();
                RunLog log = new RunLog(services.clock(), "restore", subject(), folder.file("log.gz"));
                OpenLocation location =
                        services.locations().open(Objects.toString(backup.getSpec().storageLocation, ""))) {
            run(location, folder, log);
        } catch (RuntimeException e) {
            if (ending.isTold() || isInterruption(e)) {
                throw e;
            }
            ending.failed(e);
        }
    }

    private void run(OpenLocation location, RunFolder folder, RunLog log) {
        try {
            restore(location, folder, log);
        } catch (RuntimeException e) {
            if (isInterruption(e)) {
                throw e;
            }
            publishLog(location, log, e);
            ending.failed(e);
        } catch (InterruptedException e) {
            throw Cancellation.of("The restore", e);
        }
    }

    private static boolean isInterruption(RuntimeException thrown) {
        return thrown instanceof BackupException failure && failure.kind() == FailureKind.CANCELLED;
    }

    private void restore(OpenLocation location, RunFolder folder, RunLog log) throws InterruptedException {
        String name = backup.getMetadata().getName();
        try (BackedUpItems items =
                        BackedUpItems.read(location.store(), new VeleroLayout(name).contents(), folder.file("items"));
                RestoringVolumes volumes = volumes(location, log)) {
            log.info("Restoring backup " + name + " with " + items.keys().size() + " items");
            RestoredItems restored = new RestoredItems();
            ApiCatalog catalog = new ApiDiscovery(services.client()).discover(log);
            RestorePlanner.Planned planned =
                    new RestorePlanner(services.client(), restore, items, sources(location), log).plan(catalog);
            ItemStages stages = new ItemStages(services, restore, planned, items, volumes, restored, log);
            stages.namespaces();
            stages.definitions(catalog);
            stages.rest(new ApiDiscovery(services.client()).discover(log));
            volumes.await(VolumeTimeout.of(restore.getMetadata(), services.volumeTimeout(), log));
            ending.finalizing(log.results());
            new ReboundVolumes(services.client(), items, log).adopt(volumes.reports());
            publish(location, restored, volumes, log);
            ending.ended(log.results());
        }
    }

    /** Keys that may only read are good enough for a restore. */
    private void publish(OpenLocation location, RestoredItems restored, RestoringVolumes volumes, RunLog log) {
        try {
            publisher(location).publish(restored, volumes.reports(), log);
        } catch (BackupException e) {
            if (isInterruption(e)) {
                throw e;
            }
            log.warning(
                    ResultScope.server(),
                    "the log and report of this restore could not be stored, so the velero CLI has none to show: "
                            + e.getMessage());
        }
    }

    /** So that {@code velero restore logs} tells how far it came, where the store takes it. */
    private void publishLog(OpenLocation location, RunLog log, RuntimeException reason) {
        try {
            log.error(ResultScope.server(), "the restore has failed: " + reason.getMessage());
            publisher(location).publishLog(log);
        } catch (BackupException e) {
            reason.addSuppressed(e);
        }
    }

    private RestorePublisher publisher(OpenLocation location) {
        return new RestorePublisher(
                location.store(),
                restore.getMetadata().getName(),
                services.client().getKubernetesSerialization());
    }

    /** From the store rather than the cluster: what was imported may be incomplete, or changed by hand. */
    private VolumeSources sources(OpenLocation location) {
        if (Boolean.FALSE.equals(restore.getSpec().restorePVs)) {
            return VolumeSources.of(List.of());
        }
        String name = backup.getMetadata().getName();
        return VolumeSources.of(new StoredBackups(
                        location.store(), services.client().getKubernetesSerialization())
                .volumes(name)
                .orElseThrow(() -> new BackupException(
                        FailureKind.CORRUPT,
                        "backup " + name + " in " + location.store().describe()
                                + " has lost its list of volumes, " + new VeleroLayout(name).podVolumeBackups()
                                + ", so its pods would start without their files; put the object back, or restore"
                                + " with --restore-volumes=false")));
    }

    private RestoringVolumes volumes(OpenLocation location, RunLog log) {
        return new RestoringVolumes(
                services.client(),
                restore,
                location.name(),
                services.tasks(),
                namespace -> services.repositories().access(location, namespace),
                log,
                services.clock());
    }

    private String subject() {
        return restore.getMetadata().getNamespace() + "/"
                + restore.getMetadata().getName();
    }
}
