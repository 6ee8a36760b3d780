package io.holdfast.coordinator.restore;

import io.holdfast.concurrent.Timers;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestoreProgress;
import io.holdfast.coordinator.velero.RestoreStatus;
import java.time.Duration;

/** Tells how many items a restore has handled: at most once in a second, and at the end. Thread-safe. */
final class RestoreProgressReport {
    private static final long INTERVAL = Duration.ofSeconds(1).toNanos();

    private final StatusWriter writer;
    private final Restore restore;
    private final Timers timers;
    private final int total;
    private int handled;
    private long lastNanos;

    /** Tells the total at once. */
    RestoreProgressReport(StatusWriter writer, Restore restore, Timers timers, int total) {
        this.writer = writer;
        this.restore = restore;
        this.timers = timers;
        this.total = total;
        write();
    }

    synchronized void handledOne() {
        handled++;
        if (handled == total || timers.nanoTime() - lastNanos >= INTERVAL) {
            write();
        }
    }

    private void write() {
        lastNanos = timers.nanoTime();
        RestoreStatus status = new RestoreStatus();
        status.progress = new RestoreProgress();
        status.progress.totalItems = total;
        status.progress.itemsRestored = handled;
        writer.write(restore, status);
    }
}
