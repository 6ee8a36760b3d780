package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.RestorePhase;
import io.holdfast.coordinator.velero.RestoreStatus;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.coordinator.watch.Reconciler;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads each Restore through its phases: it is filled in and checked, and runs on the calling thread. One that is found
 * running here was begun by a process that is dead. A deleted one goes when its objects are gone from the store.
 */
public final class RestoreReconciler implements Reconciler<Restore> {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreReconciler.class);

    private final RestoreServices services;

    public RestoreReconciler(RestoreServices services) {
        this.services = services;
    }

    @Override
    public Optional<Duration> reconcile(Restore known) {
        Restore restore = services.client().resource(known).get();
        if (restore == null
                || !restore.getMetadata().getUid().equals(known.getMetadata().getUid())) {
            return Optional.empty();
        }
        if (restore.getMetadata().getDeletionTimestamp() != null) {
            remove(restore);
            return Optional.empty();
        }
        switch (Optional.ofNullable(restore.getStatus().phase).orElse(RestorePhase.NEW)) {
            case NEW -> start(restore);
            case IN_PROGRESS, FINALIZING, FINALIZING_PARTIALLY_FAILED ->
                new RestoreEnding(services, restore)
                        .failed(new BackupException(
                                FailureKind.LEASE_LOST,
                                "the coordinator was stopped before this restore was finished; delete what it has"
                                        + " restored, and create a new one"));
            case WAITING_FOR_PLUGIN_OPERATIONS,
                    WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
                    FAILED_VALIDATION,
                    COMPLETED,
                    PARTIALLY_FAILED,
                    FAILED -> {
                // nothing is left to be done for it
            }
        }
        return Optional.empty();
    }

    private void start(Restore restore) {
        List<Backup> known = backups(restore);
        RestoreDefaults.fill(restore.getSpec(), known);
        List<String> errors = RestoreValidation.errors(restore.getSpec(), known);
        RestoreStatus status = restore.getStatus();
        String schedule = Objects.toString(restore.getSpec().scheduleName, "");
        if (!errors.isEmpty()) {
            status.phase = RestorePhase.FAILED_VALIDATION;
            status.validationErrors = errors;
            services.client().resource(restore).update();
            services.metrics().reached(RestorePhase.FAILED_VALIDATION, schedule);
            return;
        }
        status.phase = RestorePhase.IN_PROGRESS;
        status.startTimestamp = services.clock().instant();
        restore.addFinalizer(VeleroNames.RESTORE_FINALIZER);
        Restore running = services.client().resource(restore).update();
        services.metrics().started(schedule);
        new RestoreRun(services, running, backup(running, known)).run();
    }

    /** As the API server has them now: a watch may not know yet of one that has just been finished. */
    private List<Backup> backups(Restore restore) {
        return services.client()
                .resources(Backup.class)
                .inNamespace(restore.getMetadata().getNamespace())
                .list()
                .getItems();
    }

    private static Backup backup(Restore restore, List<Backup> known) {
        return known.stream()
                .filter(each -> each.getMetadata().getName().equals(restore.getSpec().backupName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("validated without a backup"));
    }

    /** A store that cannot be reached must not keep a Restore for ever: its objects are then left behind. */
    private void remove(Restore restore) {
        if (!restore.hasFinalizer(VeleroNames.RESTORE_FINALIZER)) {
            return;
        }
        String name = restore.getMetadata().getName();
        try (OpenLocation location = services.locations().open(location(restore))) {
            new RestorePublisher(location.store(), name, services.client().getKubernetesSerialization()).remove();
        } catch (BackupException e) {
            LOG.warn("The objects of restore {} are left in the store: {}", name, e.getMessage());
        }
        restore.removeFinalizer(VeleroNames.RESTORE_FINALIZER);
        services.client().resource(restore).update();
    }

    private String location(Restore restore) {
        return backups(restore).stream()
                .filter(each -> each.getMetadata().getName().equals(restore.getSpec().backupName))
                .map(each -> Objects.toString(each.getSpec().storageLocation, ""))
                .findFirst()
                .orElse("");
    }
}
