package io.holdfast.coordinator.restore;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.status.RunResults;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.HookStatus;
import io.holdfast.coordinator.velero.PodVolumeRestore;
import io.holdfast.coordinator.velero.PodVolumeRestoreStatus;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestorePhase;
import io.holdfast.coordinator.velero.RestoreStatus;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.coordinator.velero.VolumePhase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a restore ends, in its resource and those of its volumes. */
final class RestoreEnding {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreEnding.class);

    private final RestoreServices services;
    private final Restore restore;
    private final StatusWriter writer;
    private boolean told;

    RestoreEnding(RestoreServices services, Restore restore) {
        this.services = services;
        this.restore = restore;
        this.writer = new StatusWriter(services.client());
    }

    /** All items and volumes are done; what is left is to publish the report. */
    void finalizing(RunResults results) {
        RestoreStatus status = new RestoreStatus();
        status.phase =
                results.errors().count() == 0 ? RestorePhase.FINALIZING : RestorePhase.FINALIZING_PARTIALLY_FAILED;
        writer.write(restore, status);
    }

    void ended(RunResults results) {
        RestoreStatus status = new RestoreStatus();
        status.phase = results.errors().count() == 0 ? RestorePhase.COMPLETED : RestorePhase.PARTIALLY_FAILED;
        status.warnings = positive(results.warnings().count());
        status.errors = positive(results.errors().count());
        status.hookStatus = new HookStatus();
        write(status);
    }

    /** Whether it was told that the restore has failed, or tried to. */
    boolean isTold() {
        return told;
    }

    /** Nothing more is done for it; its volumes are closed, so that nobody waits for them. */
    void failed(RuntimeException reason) {
        told = true;
        LOG.error("Restore {} has failed.", restore.getMetadata().getName(), reason);
        RestoreStatus status = new RestoreStatus();
        status.phase = RestorePhase.FAILED;
        status.failureReason = Objects.toString(reason.getMessage(), reason.toString());
        closeVolumes("the restore has failed: " + status.failureReason);
        write(status);
    }

    private void write(RestoreStatus status) {
        status.completionTimestamp = services.clock().instant();
        try {
            writer.write(restore, status);
        } catch (KubernetesClientException e) {
            LOG.error(
                    "The end of restore {} could not be written.",
                    restore.getMetadata().getName(),
                    e);
            throw e;
        }
        services.metrics()
                .reached(Objects.requireNonNull(status.phase), Objects.toString(restore.getSpec().scheduleName, ""));
        LOG.info("Restore {} has ended: {}", restore.getMetadata().getName(), status.phase);
    }

    private void closeVolumes(String reason) {
        for (PodVolumeRestore volume : services.client()
                .resources(PodVolumeRestore.class)
                .inNamespace(restore.getMetadata().getNamespace())
                .withLabel(VeleroNames.RESTORE_UID, restore.getMetadata().getUid())
                .list()
                .getItems()) {
            if (isOpen(volume.getStatus() == null ? null : volume.getStatus().phase)) {
                PodVolumeRestoreStatus status = new PodVolumeRestoreStatus();
                status.phase = VolumePhase.FAILED;
                status.message = reason;
                status.completionTimestamp = services.clock().instant();
                writer.write(volume, status);
            }
        }
    }

    private static boolean isOpen(@Nullable VolumePhase phase) {
        return switch (phase) {
            case null -> true;
            case NEW, ACCEPTED, PREPARED, IN_PROGRESS, CANCELING -> true;
            case CANCELED, COMPLETED, FAILED -> false;
        };
    }

    private static @Nullable Integer positive(int count) {
        return count == 0 ? null : count;
    }
}
