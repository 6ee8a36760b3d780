package io.holdfast.coordinator.refusal;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.DeleteBackupRequest;
import io.holdfast.coordinator.velero.DeleteBackupRequestStatus;
import io.holdfast.coordinator.velero.RequestPhase;
import io.holdfast.coordinator.watch.Reconciler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Answers each wish to delete a backup: nothing is deleted, and {@code velero backup describe} says so. */
public final class DeletionRefusal implements Reconciler<DeleteBackupRequest> {
    private final StatusWriter writer;

    public DeletionRefusal(KubernetesClient client) {
        this.writer = new StatusWriter(client);
    }

    @Override
    public Optional<Duration> reconcile(DeleteBackupRequest request) {
        if (request.getStatus() == null || request.getStatus().phase != RequestPhase.PROCESSED) {
            DeleteBackupRequestStatus status = new DeleteBackupRequestStatus();
            status.phase = RequestPhase.PROCESSED;
            status.errors = List.of("The deletion of backups is not supported yet, and nothing was deleted. Remove the"
                    + " backup's folder from its location; its Backup then goes by itself.");
            writer.write(request, status);
        }
        return Optional.empty();
    }
}
