package io.holdfast.coordinator.status;

import io.holdfast.concurrent.Timers;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupProgress;
import io.holdfast.coordinator.velero.BackupStatus;
import java.time.Duration;

/** Tells how many items a backup has written: at most once in a second, and at the end. Used by one thread. */
public final class BackupProgressReport {
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final StatusWriter writer;
    private final Backup backup;
    private final Timers timers;
    private final int total;
    private long lastNanos;

    /** Tells the total at once. */
    public BackupProgressReport(StatusWriter writer, Backup backup, Timers timers, int total) {
        this.writer = writer;
        this.backup = backup;
        this.timers = timers;
        this.total = total;
        write(0);
    }

    public void reached(int items) {
        if (items == total || timers.nanoTime() - lastNanos >= INTERVAL) {
            write(items);
        }
    }

    private void write(int items) {
        lastNanos = timers.nanoTime();
        BackupStatus status = new BackupStatus();
        status.progress = new BackupProgress();
        status.progress.totalItems = total;
        status.progress.itemsBackedUp = items == 0 ? null : Integer.valueOf(items);
        writer.write(backup, status);
    }
}
