package io.holdfast.coordinator.intake;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.informers.cache.Indexer;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.Limit;
import io.holdfast.concurrent.Permit;
import io.holdfast.coordinator.queue.Admission;
import io.holdfast.coordinator.queue.BackupQueue;
import io.holdfast.coordinator.queue.QueuedBackup;
import io.holdfast.coordinator.run.BackupRun;
import io.holdfast.coordinator.run.BackupServices;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.BackupStatus;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.coordinator.watch.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Leads each Backup through its phases: it waits in the queue, is filled in and checked when its turn comes, and runs on
 * the calling thread. One that is found running here was begun by a process that is dead. Thread-safe.
 */
public final class BackupReconciler implements Reconciler<Backup> {
    private static final int BACKUPS_AT_ONCE = 1;
    private static final String FORMAT_VERSION = "1.1.0";

    private final BackupServices services;
    private final Indexer<Backup> backups;
    private final Indexer<BackupStorageLocation> locations;
    private final StatusWriter writer;
    private final BackupQueue queue = new BackupQueue(BACKUPS_AT_ONCE);
    private final Limit running = new Limit(BACKUPS_AT_ONCE);

    /** Both indexers belong to running informers. */
    public BackupReconciler(
            BackupServices services, Indexer<Backup> backups, Indexer<BackupStorageLocation> locations) {
        this.services = services;
        this.backups = backups;
        this.locations = locations;
        this.writer = new StatusWriter(services.client());
    }

    @Override
    public Optional<Duration> reconcile(Backup known) {
        if (queued(known).isEmpty()) {
            return Optional.empty(); // it has ended, and will never begin again
        }
        Backup backup = services.client().resource(known).get();
        if (backup == null || !sameUid(backup, known)) {
            return Optional.empty();
        }
        switch (phase(backup)) {
            case NEW, QUEUED -> queue(backup);
            case READY_TO_START -> start(backup);
            case IN_PROGRESS, FINALIZING, FINALIZING_PARTIALLY_FAILED -> new BackupRun(services, backup).settle();
            case WAITING_FOR_PLUGIN_OPERATIONS,
                    WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
                    FAILED_VALIDATION,
                    COMPLETED,
                    PARTIALLY_FAILED,
                    FAILED,
                    DELETING -> {
                // nothing is left to be done for it here
            }
        }
        return Optional.empty();
    }

    private void queue(Backup backup) {
        BackupStatus status = new BackupStatus();
        switch (queue.decide(backup.getMetadata().getName(), waiting(backup))) {
            case Admission.Wait(int position) -> {
                status.phase = BackupPhase.QUEUED;
                status.queuePosition = position;
            }
            case Admission.Admit()
            when phase(backup) == BackupPhase.NEW -> {
                status.phase = BackupPhase.QUEUED;
                status.queuePosition = 1;
            }
            case Admission.Admit() -> {
                status.phase = BackupPhase.READY_TO_START;
                status.setOtherField("queuePosition", null); // a merge patch removes what is null
            }
        }
        BackupStatus now = backup.getStatus();
        if (now.phase != status.phase || !Objects.equals(now.queuePosition, status.queuePosition)) {
            writer.writeIfUnchanged(backup, status);
        }
    }

    /** All that wait or run as the informer knows them, and the one in question as it is. */
    private List<QueuedBackup> waiting(Backup backup) {
        return Stream.concat(backups.list().stream().filter(other -> !sameUid(other, backup)), Stream.of(backup))
                .flatMap(each -> queued(each).stream())
                .toList();
    }

    private static Optional<QueuedBackup> queued(Backup backup) {
        var metadata = backup.getMetadata();
        return switch (phase(backup)) {
            case NEW, QUEUED ->
                Optional.of(
                        new QueuedBackup(metadata.getName(), Instant.parse(metadata.getCreationTimestamp()), false));
            case READY_TO_START, IN_PROGRESS, FINALIZING, FINALIZING_PARTIALLY_FAILED ->
                Optional.of(new QueuedBackup(metadata.getName(), Instant.parse(metadata.getCreationTimestamp()), true));
            case WAITING_FOR_PLUGIN_OPERATIONS,
                    WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
                    FAILED_VALIDATION,
                    COMPLETED,
                    PARTIALLY_FAILED,
                    FAILED,
                    DELETING -> Optional.empty();
        };
    }

    private void start(Backup backup) {
        try (Permit _ = running.acquire()) {
            ClusterFacts facts = facts();
            BackupDefaults.fill(backup, facts);
            List<String> errors = BackupValidation.errors(backup.getSpec(), facts.locations());
            BackupStatus status = backup.getStatus();
            status.version = 1;
            status.formatVersion = FORMAT_VERSION;
            Instant now = services.clock().instant();
            status.expiration =
                    now.plus(Objects.requireNonNull(backup.getSpec().ttl).value());
            if (errors.isEmpty()) {
                status.phase = BackupPhase.IN_PROGRESS;
                status.startTimestamp = now;
                new BackupRun(services, services.client().resource(backup).update()).run();
            } else {
                status.phase = BackupPhase.FAILED_VALIDATION;
                status.validationErrors = errors;
                services.metrics().refused(services.client().resource(backup).update());
            }
        } catch (InterruptedException e) {
            throw Cancellation.of("The backup", e);
        }
    }

    private ClusterFacts facts() {
        KubernetesClient client = services.client();
        VersionInfo version = client.getKubernetesVersion();
        return new ClusterFacts(
                version.getGitVersion(),
                version.getMajor(),
                version.getMinor(),
                client.namespaces().withLabel(VeleroNames.EXCLUDE_FROM_BACKUP, "true").list().getItems().stream()
                        .map(Namespace::getMetadata)
                        .map(metadata -> metadata.getName())
                        .toList(),
                locations.list());
    }

    private static BackupPhase phase(Backup backup) {
        return Optional.ofNullable(backup.getStatus())
                .map(status -> status.phase)
                .orElse(BackupPhase.NEW);
    }

    private static boolean sameUid(Backup one, Backup other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
    }
}
