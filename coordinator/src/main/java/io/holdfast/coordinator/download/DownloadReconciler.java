package io.holdfast.coordinator.download;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.DownloadRequest;
import io.holdfast.coordinator.velero.DownloadRequestStatus;
import io.holdfast.coordinator.velero.DownloadTarget;
import io.holdfast.coordinator.velero.DownloadTargetKind;
import io.holdfast.coordinator.velero.RequestPhase;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.watch.Reconciler;
import io.holdfast.failure.BackupException;
import io.holdfast.objectstore.ObjectStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests with links, and deletes them when the links are void. */
public final class DownloadReconciler implements Reconciler<DownloadRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadReconciler.class);
    private static final Duration VALIDITY = Duration.ofMinutes(10);

    private final KubernetesClient client;
    private final String namespace;
    private final BackupLocations locations;
    private final LinkSigner signer;
    private final Clock clock;

    public DownloadReconciler(
            KubernetesClient client, String namespace, BackupLocations locations, LinkSigner signer, Clock clock) {
        this.client = client;
        this.namespace = namespace;
        this.locations = locations;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> reconcile(DownloadRequest request) {
        Instant now = clock.instant();
        DownloadRequestStatus status = request.getStatus();
        if (status == null || status.phase != RequestPhase.PROCESSED || status.expiration == null) {
            DownloadRequestStatus answer = new DownloadRequestStatus();
            answer.phase = RequestPhase.PROCESSED;
            answer.downloadURL = link(request).toString();
            answer.expiration = now.plus(VALIDITY);
            new StatusWriter(client).write(request, answer);
            return Optional.of(VALIDITY);
        }
        Duration rest = Duration.between(now, status.expiration);
        if (rest.isPositive()) {
            return Optional.of(rest);
        }
        client.resource(request).delete();
        return Optional.empty();
    }

    /**
     * The store's own link where one may ask it whether an object is there: it then answers the 404 that clients expect for one
     * that is not, and 403 to keys without the right to list. Then, and where nothing can be found, our own link tells.
     */
    private URI link(DownloadRequest request) {
        DownloadTarget target = Objects.requireNonNull(request.getSpec().target, "target is required");
        DownloadTargetKind kind = Objects.requireNonNull(target.kind, "kind is required");
        String name = Objects.requireNonNull(target.name, "name is required");
        String key = DownloadKey.of(kind, name);
        String place = location(kind, name).orElse("");
        try (OpenLocation location = locations.open(place)) {
            ObjectStore store = location.store();
            var _ = store.stat(key); // throws where one may not ask
            return store.presignGet(key, VALIDITY).orElseGet(() -> signer.link(place, key, VALIDITY));
        } catch (BackupException e) {
            LOG.warn("no link to {} of {}: {}", kind, name, e.getMessage());
            return signer.link(place, key, VALIDITY);
        }
    }

    private Optional<String> location(DownloadTargetKind kind, String name) {
        Optional<String> backup = Optional.of(name);
        if (DownloadKey.ofRestore(kind)) {
            backup = Optional.ofNullable(client.resources(Restore.class)
                            .inNamespace(namespace)
                            .withName(name)
                            .get())
                    .map(restore -> restore.getSpec().backupName);
        }
        return backup.map(each -> client.resources(Backup.class)
                        .inNamespace(namespace)
                        .withName(each)
                        .get())
                .map(found -> found.getSpec().storageLocation);
    }
}
