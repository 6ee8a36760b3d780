package io.holdfast.coordinator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.coordinator.download.DownloadReconciler;
import io.holdfast.coordinator.download.DownloadRoute;
import io.holdfast.coordinator.download.LinkSigner;
import io.holdfast.coordinator.http.HttpEndpoint;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.location.LocationMetrics;
import io.holdfast.coordinator.location.LocationReconciler;
import io.holdfast.coordinator.refusal.DeletionRefusal;
import io.holdfast.coordinator.refusal.ScheduleRefusal;
import io.holdfast.coordinator.serverstatus.ServerStatusReconciler;
import io.holdfast.coordinator.sync.SyncReconciler;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.DeleteBackupRequest;
import io.holdfast.coordinator.velero.DownloadRequest;
import io.holdfast.coordinator.velero.Schedule;
import io.holdfast.coordinator.velero.ServerStatusRequest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * What answers the velero CLI beside backups and restores: locations and their sync, the server's status, downloads, and
 * refusals of what is not supported yet.
 */
final class VeleroServing {
    private VeleroServing() {}

    /** Returns once all resources are known; {@code publicUrl} is where clients reach the endpoint. */
    static void start(
            RunningParts parts,
            KubernetesClient client,
            String namespace,
            BackupLocations locations,
            HttpEndpoint http,
            URI publicUrl,
            MeterRegistry metrics,
            Clock clock) {
        LinkSigner signer = new LinkSigner(publicUrl, clock, new SecureRandom());
        DownloadRoute.add(http, signer, locations);
        SharedIndexInformer<BackupStorageLocation> known = parts.follow(BackupStorageLocation.class);
        parts.control(known, new LocationReconciler(client, known, locations, new LocationMetrics(metrics), clock));
        parts.control(known, new SyncReconciler(client, namespace, locations, clock));
        parts.control(parts.follow(Schedule.class), new ScheduleRefusal(client));
        parts.control(parts.follow(DeleteBackupRequest.class), new DeletionRefusal(client));
        parts.control(parts.follow(ServerStatusRequest.class), new ServerStatusReconciler(client, clock));
        parts.control(
                parts.follow(DownloadRequest.class),
                new DownloadReconciler(client, namespace, locations, signer, clock));
    }
}
