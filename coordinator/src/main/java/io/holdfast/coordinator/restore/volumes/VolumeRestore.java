package io.holdfast.coordinator.restore.volumes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.PodVolumeRestore;
import io.holdfast.coordinator.velero.PodVolumeRestoreStatus;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.coordinator.velero.VolumeProgress;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One volume's restore, told in its PodVolumeRestore. Its end completes {@link #ended}, once, whether or not the cluster
 * takes what is told.
 */
final class VolumeRestore {
    private static final Logger LOG = LoggerFactory.getLogger(VolumeRestore.class);

    private final PodVolumeRestore resource;
    private final VolumeSource source;
    private final StatusWriter statuses;
    private final Clock clock;
    private volatile Optional<VolumeReport.Claim> claim = Optional.empty();
    private volatile TaskProgress progress = TaskProgress.NONE;
    private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();

    VolumeRestore(PodVolumeRestore resource, VolumeSource source, StatusWriter statuses, Clock clock) {
        this.resource = resource;
        this.source = source;
        this.statuses = statuses;
        this.clock = clock;
    }

    PodVolumeRestore resource() {
        return resource;
    }

    VolumeSource source() {
        return source;
    }

    /** The claim behind the volume; known once its pod runs. */
    Optional<VolumeReport.Claim> claim() {
        return claim;
    }

    void foundAt(VolumeReport.Claim place) {
        claim = Optional.of(place);
    }

    /** Completes with what went wrong, or with nothing. */
    CompletableFuture<Optional<String>> ended() {
        return ended;
    }

    /** Follows the task to its end, telling of progress once a second; an interrupt cancels it. */
    void run(VolumeTasks tasks, VolumeTask.RestoreVolume task) throws InterruptedException {
        PodVolumeRestoreStatus accepted = new PodVolumeRestoreStatus();
        accepted.phase = VolumePhase.ACCEPTED;
        accepted.acceptedTimestamp = clock.instant();
        accepted.node = task.volume().node();
        write(accepted);
        VolumeTasks.Running running = tasks.start(task, now -> progress = now);
        try {
            CompletableFuture.anyOf(running.started(), running.outcome()).get();
            PodVolumeRestoreStatus started = new PodVolumeRestoreStatus();
            started.phase = VolumePhase.IN_PROGRESS;
            started.startTimestamp = clock.instant();
            writeUnlessEnded(started);
            end(task, outcome(running));
        } catch (ExecutionException e) {
            throw new IllegalStateException("outcomes of volume tasks never complete exceptionally", e);
        } catch (InterruptedException e) {
            running.cancel("the restore has ended");
            fail("the restore was stopped before the volume was filled");
            throw e;
        }
    }

    /** Ends it without success, unless it has ended; yields whether it had not. */
    boolean fail(String message) {
        return end(VolumePhase.FAILED, Optional.of(message));
    }

    private VolumeTaskOutcome outcome(VolumeTasks.Running running) throws InterruptedException, ExecutionException {
        TaskProgress told = TaskProgress.NONE;
        while (true) {
            try {
                return running.outcome().get(1, TimeUnit.SECONDS);
            } catch (TimeoutException stillRunning) {
                TaskProgress now = progress;
                if (!now.equals(told)) {
                    PodVolumeRestoreStatus status = new PodVolumeRestoreStatus();
                    status.progress = shape(now);
                    writeUnlessEnded(status);
                    told = now;
                }
            }
        }
    }

    private void end(VolumeTask.RestoreVolume task, VolumeTaskOutcome outcome) {
        switch (outcome) {
            case VolumeTaskOutcome.Restored restored
            when restored.troubleCount() == 0 -> {
                progress = new TaskProgress(restored.bytes(), restored.bytes(), restored.files(), restored.files());
                end(VolumePhase.COMPLETED, Optional.empty());
            }
            case VolumeTaskOutcome.Restored restored ->
                fail(restored.troubleCount() + " files of " + task.volume().describe()
                        + " could not be restored, the first: "
                        + restored.troubles().getFirst().path() + ": "
                        + restored.troubles().getFirst().message());
            case VolumeTaskOutcome.Failed failed -> fail(failed.message());
            case VolumeTaskOutcome.BackedUp unexpected ->
                throw new IllegalStateException("a restore was answered with a backup: " + unexpected);
        }
    }

    private boolean end(VolumePhase phase, Optional<String> trouble) {
        if (!ended.complete(trouble)) {
            return false;
        }
        PodVolumeRestoreStatus status = new PodVolumeRestoreStatus();
        status.phase = phase;
        status.completionTimestamp = clock.instant();
        status.message = trouble.orElse(null);
        status.progress = shape(progress);
        write(status);
        return true;
    }

    private void writeUnlessEnded(PodVolumeRestoreStatus status) {
        if (!ended.isDone()) {
            write(status);
        }
    }

    private void write(PodVolumeRestoreStatus status) {
        try {
            statuses.write(resource, status);
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "The status of PodVolumeRestore {} could not be written.",
                    resource.getMetadata().getName(),
                    e);
        }
    }

    private static VolumeProgress shape(TaskProgress progress) {
        VolumeProgress shape = new VolumeProgress();
        shape.totalBytes = progress.bytesTotal();
        shape.bytesDone = progress.bytesDone();
        return shape;
    }
}
