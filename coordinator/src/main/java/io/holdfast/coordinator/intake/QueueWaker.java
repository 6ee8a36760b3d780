package io.holdfast.coordinator.intake;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.Indexer;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import java.util.function.Consumer;

/** Wakes the backups that wait whenever another one has changed its phase or is gone: their turn may have come. */
public final class QueueWaker implements ResourceEventHandler<Backup> {
    private final Indexer<Backup> backups;
    private final Consumer<String> wake;

    /** {@code wake} takes the key of a backup, {@code namespace/name}. */
    public QueueWaker(Indexer<Backup> backups, Consumer<String> wake) {
        this.backups = backups;
        this.wake = wake;
    }

    @Override
    public void onAdd(Backup added) {
        // a new backup comes last in the queue and changes nobody's turn
    }

    @Override
    public void onUpdate(Backup before, Backup after) {
        if (before.getStatus().phase != after.getStatus().phase) {
            wakeWaiting();
        }
    }

    @Override
    public void onDelete(Backup deleted, boolean finalStateUnknown) {
        wakeWaiting();
    }

    private void wakeWaiting() {
        backups.list().stream()
                .filter(backup -> backup.getStatus().phase == BackupPhase.QUEUED)
                .map(Cache::metaNamespaceKeyFunc)
                .forEach(wake);
    }
}
