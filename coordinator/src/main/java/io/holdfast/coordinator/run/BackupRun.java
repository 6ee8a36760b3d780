package io.holdfast.coordinator.run;

import io.holdfast.coordinator.collect.CollectedItems;
import io.holdfast.coordinator.collect.ItemCollector;
import io.holdfast.coordinator.collect.PodVolumeFinder;
import io.holdfast.coordinator.collect.VolumeBackups;
import io.holdfast.coordinator.collect.VolumeResult;
import io.holdfast.coordinator.inventory.ClaimLookup;
import io.holdfast.coordinator.inventory.Inventory;
import io.holdfast.coordinator.inventory.ResourceInventory;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.plan.ItemBlock;
import io.holdfast.coordinator.plan.ItemBlockPlanner;
import io.holdfast.coordinator.publish.BackupContents;
import io.holdfast.coordinator.publish.BackupPublisher;
import io.holdfast.coordinator.status.BackupProgressReport;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.VolumeRecords;
import io.holdfast.coordinator.status.VolumeTimeout;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.volumerepository.RunRepositories;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.List;

/** One backup from its start to its end, on the calling thread; an interrupt stops it where it is. */
public final class BackupRun {
    private final BackupServices services;
    private final Backup backup;
    private final BackupEnding ending;

    /** The backup is in progress, validated, with all defaults filled in. */
    public BackupRun(BackupServices services, Backup backup) {
        this.services = services;
        this.backup = backup;
        this.ending = new BackupEnding(services, backup);
    }

    /**
     * Ends a backup that was begun before: as the store has it, if it was published, and as failed otherwise. Throws where
     * that cannot be known, to be called again.
     */
    public void settle() {
        BackupException reason = new BackupException(
                FailureKind.LEASE_LOST,
                "The coordinator was stopped, or lost its store, before this backup was finished; create a new one.");
        try (OpenLocation location = services.locations().open(location())) {
            BackupPublisher publisher = ending.publisher(location);
            if (ending.completeIfCommitted(publisher, reason)) {
                return;
            }
            ending.withdraw(publisher, reason);
        } catch (BackupException e) {
            if (e.kind() != FailureKind.NOT_FOUND) { // a location that is gone says nothing any more
                ending.refuseIfMaybeCommitted(e, reason);
            }
        }
        ending.failed(reason);
    }

    /** Returns when the backup has ended, well or not; throws where that is left to {@link #settle}. */
    public void run() {
        services.metrics().started(backup);
        try (RunFolder folder = new RunFolder();
                RunLog log = new RunLog(services.clock(), "backup", subject(), folder.file("log.gz"));
                OpenLocation location = services.locations().open(location())) {
            run(location, folder, log);
        } catch (RuntimeException e) {
            if (ending.isTold() || isInterruption(e) || e instanceof UnsettledBackupException) {
                throw e;
            }
            ending.failed(e);
        }
    }

    private void run(OpenLocation location, RunFolder folder, RunLog log) {
        BackupPublisher publisher = ending.publisher(location);
        try {
            publisher.refuseExisting();
            backUp(location, publisher, folder, log);
        } catch (RuntimeException e) {
            if (ending.completeIfCommitted(publisher, e)) {
                return;
            }
            ending.withdraw(publisher, e);
            if (isInterruption(e)) {
                throw e;
            }
            ending.failed(e);
            ending.publishLog(publisher, log, e);
        }
    }

    /** The process ends: whoever comes next settles this backup. */
    private static boolean isInterruption(RuntimeException thrown) {
        return Thread.currentThread().isInterrupted()
                || (thrown instanceof BackupException failure && failure.kind() == FailureKind.CANCELLED);
    }

    private void backUp(OpenLocation location, BackupPublisher publisher, RunFolder folder, RunLog log) {
        try (Inventory inventory =
                        new ResourceInventory(services.client()).take(backup.getSpec(), log, folder.file("items"));
                RunRepositories repositories = services.repositories().of(location);
                VolumeRecords records = new VolumeRecords(services.client(), backup);
                VolumeBackups volumes = volumes(records, repositories, log)) {
            services.password().exportWarning().ifPresent(text -> log.warning(ResultScope.server(), text));
            ClaimLookup claims = new ClaimLookup(services.client(), inventory);
            List<ItemBlock> blocks = ItemBlockPlanner.plan(inventory.items());
            volumes.start(new PodVolumeFinder(inventory, claims, log).find(isAllVolumes()));
            CollectedItems items = new ItemCollector(
                            services.clock(), backup.getMetadata().getUid())
                    .collect(blocks, inventory, folder.file("contents.tar.gz"), progress(inventory)::reached);
            List<VolumeResult> results = volumes.await();
            ending.endOpenVolumes(results);
            Backup finalizing = ending.finalizing(log.results());
            log.info("Backed up " + items.count() + " items and " + results.size() + " volumes");
            publisher.storePayload(new BackupContents(
                    items,
                    results.stream().map(VolumeResult::resource).toList(),
                    VolumeAccount.of(inventory, claims, results),
                    log.results(),
                    log.finish()));
            ending.commit(publisher, finalizing, log.results(), items);
        }
    }

    private String location() {
        return backup.getSpec().storageLocation == null ? "" : backup.getSpec().storageLocation;
    }

    private String subject() {
        return backup.getMetadata().getNamespace() + "/" + backup.getMetadata().getName();
    }

    private boolean isAllVolumes() {
        return Boolean.TRUE.equals(backup.getSpec().defaultVolumesToFsBackup);
    }

    private BackupProgressReport progress(Inventory inventory) {
        return new BackupProgressReport(
                ending.writer(), backup, services.timers(), inventory.items().size());
    }

    private VolumeBackups volumes(VolumeRecords records, RunRepositories repositories, RunLog log) {
        return new VolumeBackups(
                backup,
                records::create,
                services.tasks(),
                repositories,
                log,
                services.clock(),
                VolumeTimeout.of(backup.getMetadata(), services.volumeTimeout(), log),
                services.threads());
    }
}
