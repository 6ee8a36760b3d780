package io.holdfast.coordinator.location;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.BackupStorageLocationStatus;
import io.holdfast.coordinator.velero.GoDuration;
import io.holdfast.coordinator.velero.LocationPhase;
import io.holdfast.coordinator.watch.Reconciler;
import io.holdfast.failure.BackupException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks each location's store whether it answers, when its specification changes and once in its validation period. */
public final class LocationReconciler implements Reconciler<BackupStorageLocation> {
    private static final Logger LOG = LoggerFactory.getLogger(LocationReconciler.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final SharedIndexInformer<BackupStorageLocation> known;
    private final BackupLocations locations;
    private final LocationMetrics metrics;
    private final Clock clock;
    private final Map<String, Checked> checked = new ConcurrentHashMap<>();

    /** What was asked and when; our own writing of the status is no reason to ask again. */
    private record Checked(String specification, Instant at) {}

    public LocationReconciler(
            KubernetesClient client,
            SharedIndexInformer<BackupStorageLocation> known,
            BackupLocations locations,
            LocationMetrics metrics,
            Clock clock) {
        this.client = client;
        this.known = known;
        this.locations = locations;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Optional<Duration> reconcile(BackupStorageLocation resource) {
        keepOneDefault();
        String name = resource.getMetadata().getName();
        String specification = client.getKubernetesSerialization().asJson(resource.getSpec());
        Optional<Duration> period = period(resource);
        Instant now = clock.instant();
        Checked last = checked.get(name);
        if (last != null && last.specification.equals(specification)) {
            Optional<Duration> rest = period.map(p -> Duration.between(now, last.at.plus(p)));
            if (rest.isEmpty() || rest.get().isPositive()) {
                return rest;
            }
        }
        check(resource, now);
        checked.put(name, new Checked(specification, now));
        return period;
    }

    @Override
    public void removed(String key) {
        String name = key.substring(key.indexOf('/') + 1);
        checked.remove(name);
        metrics.removed(name);
        locations.forget(name);
        keepOneDefault();
    }

    private void check(BackupStorageLocation resource, Instant now) {
        BackupStorageLocationStatus status = new BackupStorageLocationStatus();
        status.lastValidationTime = now;
        String name = resource.getMetadata().getName();
        try (OpenLocation location = locations.open(resource)) {
            LocationCheck.check(location.store());
            status.phase = LocationPhase.AVAILABLE;
            status.message = "";
        } catch (BackupException e) {
            status.phase = LocationPhase.UNAVAILABLE;
            status.message = "BackupStorageLocation \"" + name + "\" is unavailable: " + e.getMessage();
            if (!status.message.equals(resource.getStatus().message)) {
                LOG.warn(status.message);
            }
        }
        metrics.checked(name, status.phase == LocationPhase.AVAILABLE);
        new StatusWriter(client).write(resource, status);
    }

    /** Empty where the specification says that the store is asked only when it changes. */
    private static Optional<Duration> period(BackupStorageLocation resource) {
        Duration period = Optional.ofNullable(resource.getSpec().validationFrequency)
                .map(GoDuration::value)
                .orElse(PERIOD);
        return period.isPositive() ? Optional.of(period) : Optional.empty();
    }

    private void keepOneDefault() {
        for (BackupStorageLocation location :
                DefaultLocation.toTurnOver(known.getIndexer().list())) {
            boolean wanted = !DefaultLocation.claims(location);
            LOG.info(
                    "BackupStorageLocation {} has default={} now",
                    location.getMetadata().getName(),
                    wanted);
            client.resource(location)
                    .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"default\":" + wanted + "}}");
        }
    }
}
