package io.holdfast.coordinator.status;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.PodVolumeBackupStatus;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The PodVolumeBackup of one volume, as its run writes it. Every write is guarded by the version that was last seen: once
 * somebody else has closed it, the run may not go on, and above all may not write a snapshot. Used by one thread.
 */
public final class VolumeRecord {
    private static final int TRIES = 5;

    private final KubernetesClient client;
    private final StatusWriter writer;
    private final Predicate<PodVolumeBackup> cancelled;
    private PodVolumeBackup resource;

    private VolumeRecord(
            KubernetesClient client,
            StatusWriter writer,
            Predicate<PodVolumeBackup> cancelled,
            PodVolumeBackup resource) {
        this.client = client;
        this.writer = writer;
        this.cancelled = cancelled;
        this.resource = resource;
    }

    /** Creates the resource; {@code cancelled} knows newer states of it than the last that was written. */
    static VolumeRecord create(
            KubernetesClient client, PodVolumeBackup resource, Predicate<PodVolumeBackup> cancelled) {
        try {
            return new VolumeRecord(
                    client,
                    new StatusWriter(client),
                    cancelled,
                    client.resource(resource).create());
        } catch (KubernetesClientException e) {
            throw unwritable("A new PodVolumeBackup", e);
        }
    }

    /** As it was last seen. */
    public PodVolumeBackup resource() {
        return resource;
    }

    /** Changes what the status names; {@code LEASE_LOST} where somebody else has ended it. */
    public void write(PodVolumeBackupStatus status) {
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                resource = writer.writeIfUnchanged(resource, status);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw unwritable("PodVolumeBackup " + name(), e);
                }
                resource = current();
            }
        }
        throw new BackupException(
                FailureKind.UNAVAILABLE,
                "PodVolumeBackup " + name() + " was changed by others each time that it was to be written.");
    }

    /** Whether somebody has asked to stop, by {@code spec.cancel}. */
    public boolean isToBeCancelled() {
        return Boolean.TRUE.equals(resource.getSpec().cancel) || cancelled.test(resource);
    }

    private PodVolumeBackup current() {
        PodVolumeBackup found = Optional.ofNullable(read())
                .filter(now ->
                        now.getMetadata().getUid().equals(resource.getMetadata().getUid()))
                .orElseThrow(() ->
                        new BackupException(FailureKind.LEASE_LOST, "PodVolumeBackup " + name() + " was deleted."));
        VolumePhase phase = found.getStatus().phase;
        if (phase == VolumePhase.COMPLETED || phase == VolumePhase.FAILED || phase == VolumePhase.CANCELED) {
            throw new BackupException(
                    FailureKind.LEASE_LOST,
                    "PodVolumeBackup " + name() + " was closed by somebody else, so its volume is not recorded.");
        }
        return found;
    }

    private @Nullable PodVolumeBackup read() {
        try {
            return client.resource(resource).get();
        } catch (KubernetesClientException e) {
            throw unwritable("PodVolumeBackup " + name(), e);
        }
    }

    /** The volume's trouble and not the whole backup's. */
    private static BackupException unwritable(String what, KubernetesClientException e) {
        return new BackupException(
                FailureKind.UNAVAILABLE, what + " could not be written to the cluster: " + e.getMessage(), e);
    }

    private String name() {
        return resource.getMetadata().getName();
    }
}
