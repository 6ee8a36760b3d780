package io.holdfast.coordinator.serverstatus;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.RequestPhase;
import io.holdfast.coordinator.velero.ServerStatusRequest;
import io.holdfast.coordinator.velero.ServerStatusRequestStatus;
import io.holdfast.coordinator.watch.Reconciler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Answers requests, and deletes them a minute later. */
public final class ServerStatusReconciler implements Reconciler<ServerStatusRequest> {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Clock clock;

    public ServerStatusReconciler(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> reconcile(ServerStatusRequest request) {
        Instant now = clock.instant();
        ServerStatusRequestStatus status = request.getStatus();
        if (status == null || status.phase != RequestPhase.PROCESSED || status.processedTimestamp == null) {
            new StatusWriter(client).write(request, answer(now));
            return Optional.of(KEPT);
        }
        Duration rest = Duration.between(now, status.processedTimestamp.plus(KEPT));
        if (rest.isPositive()) {
            return Optional.of(rest);
        }
        client.resource(request).delete();
        return Optional.empty();
    }

    private static ServerStatusRequestStatus answer(Instant now) {
        ServerStatusRequestStatus answer = new ServerStatusRequestStatus();
        answer.phase = RequestPhase.PROCESSED;
        answer.processedTimestamp = now;
        answer.serverVersion = ServerAbilities.VELERO_VERSION;
        answer.plugins = ServerAbilities.list();
        return answer;
    }
}
