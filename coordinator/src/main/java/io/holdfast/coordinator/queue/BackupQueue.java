package io.holdfast.coordinator.queue;

import java.util.Collection;
import java.util.List;

/** Admits backups in the order of their creation, a fixed number at a time. */
public final class BackupQueue {
    private final int places;

    public BackupQueue(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("a queue admits at least one backup, not " + places);
        }
        this.places = places;
    }

    /** What the backup of that name, one of those given, is to do. */
    public Admission decide(String name, Collection<QueuedBackup> backups) {
        long admitted = backups.stream().filter(QueuedBackup::admitted).count();
        List<String> waiting = backups.stream()
                .filter(backup -> !backup.admitted())
                .sorted(QueuedBackup.BY_AGE)
                .map(QueuedBackup::name)
                .toList();
        int index = waiting.indexOf(name);
        return index < places - admitted ? new Admission.Admit() : new Admission.Wait(index + 1);
    }
}
