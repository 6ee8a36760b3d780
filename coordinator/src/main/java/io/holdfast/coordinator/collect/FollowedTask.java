package io.holdfast.coordinator.collect;

import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.status.VolumeRecord;
import io.holdfast.coordinator.velero.PodVolumeBackupStatus;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.coordinator.velero.VolumeProgress;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A volume's task from its start to its end, told in the volume's record as it goes. A wish to cancel, an agent that does not
 * come and the volume's deadline end it. Closing cancels what has not ended. Used by one thread.
 */
final class FollowedTask implements AutoCloseable {
    private static final Duration REPORT = Duration.ofSeconds(1);

    private final VolumeBackup.Settings settings;
    private final String node;
    private final VolumeRecord record;
    private final AtomicReference<TaskProgress> progress = new AtomicReference<>(TaskProgress.NONE);
    private final VolumeTasks.Running task;

    /** @param begin when an agent took it up, or when it was clear that none would */
    record End(VolumeTaskOutcome outcome, Instant begin) {}

    /** Starts it. */
    FollowedTask(VolumeBackup.Settings settings, String node, VolumeRecord record, VolumeTask task) {
        this.settings = settings;
        this.node = node;
        this.record = record;
        this.task = settings.tasks().start(task, progress::set);
    }

    End await() throws InterruptedException {
        Optional<VolumeTaskOutcome> early = awaitStart();
        Instant begin = settings.clock().instant();
        if (early.isPresent()) {
            return new End(early.get(), begin);
        }
        PodVolumeBackupStatus status = new PodVolumeBackupStatus();
        status.phase = VolumePhase.IN_PROGRESS;
        status.startTimestamp = begin;
        record.write(status);
        return new End(awaitEnd(), begin);
    }

    /** Empty once an agent works on it; otherwise how it ended before. */
    private Optional<VolumeTaskOutcome> awaitStart() throws InterruptedException {
        long deadline = System.nanoTime() + settings.agentPatience().toNanos();
        while (!settings.tasks().hasAgent(node)) { // one that is there may have other work first
            try {
                task.started().get(REPORT.toMillis(), TimeUnit.MILLISECONDS);
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new BackupException(FailureKind.INTERNAL, "A task's start failed: " + e.getCause(), e);
            } catch (TimeoutException e) {
                if (record.isToBeCancelled()) {
                    return Optional.of(new VolumeTaskOutcome.Failed(FailureKind.CANCELLED, cancelled()));
                }
                if (System.nanoTime() > deadline) {
                    return Optional.of(new VolumeTaskOutcome.Failed(
                            FailureKind.UNAVAILABLE,
                            "no node agent is connected from node " + node + "; see that the DaemonSet"
                                    + " node-agent runs a pod there and that it reaches the coordinator"));
                }
            }
        }
        return Optional.empty();
    }

    private VolumeTaskOutcome awaitEnd() throws InterruptedException {
        long deadline = System.nanoTime() + settings.timeout().toNanos();
        TaskProgress told = TaskProgress.NONE;
        while (System.nanoTime() < deadline) {
            try {
                return task.outcome().get(REPORT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                TaskProgress now = Objects.requireNonNull(progress.get());
                if (!now.equals(told)) {
                    told = now;
                    PodVolumeBackupStatus status = new PodVolumeBackupStatus();
                    status.progress = progress(now.bytesTotal(), now.bytesDone());
                    record.write(status);
                }
                if (record.isToBeCancelled()) {
                    task.cancel(cancelled());
                }
            } catch (ExecutionException e) {
                throw new BackupException(FailureKind.INTERNAL, "A task's outcome failed: " + e.getCause(), e);
            }
        }
        return new VolumeTaskOutcome.Failed(
                FailureKind.DEADLINE,
                "it took longer than " + settings.timeout() + "; raise --fs-backup-timeout, or give its node more"
                        + " threads");
    }

    private String cancelled() {
        return "spec.cancel of PodVolumeBackup "
                + record.resource().getMetadata().getName() + " was set";
    }

    static VolumeProgress progress(long total, long done) {
        VolumeProgress progress = new VolumeProgress();
        progress.totalBytes = total;
        progress.bytesDone = done;
        return progress;
    }

    @Override
    public void close() {
        task.cancel("the backup has ended"); // does nothing where the task has ended before
    }
}
