package io.holdfast.coordinator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.intake.BackupReconciler;
import io.holdfast.coordinator.intake.QueueWaker;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.run.BackupServices;
import io.holdfast.coordinator.status.BackupMetrics;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.volumerepository.PredecessorLocks;
import io.holdfast.coordinator.volumerepository.RepositoryPassword;
import io.holdfast.coordinator.volumerepository.VolumeRepositories;
import io.holdfast.coordinator.watch.Controller;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.LockOwner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** The making of backups: the queue, the runs, and the repositories that restores share. */
final class BackupServing {
    private BackupServing() {}

    /** The repositories of the cluster of that name; their password exists when this returns. */
    static VolumeRepositories repositories(KubernetesClient client, String namespace, String cluster, Clock clock) {
        RepositoryPassword password = password(client, namespace);
        password.get();
        return new VolumeRepositories(client, namespace, password, ObjectStores::open, owner(cluster), clock);
    }

    /** Leads backups from here on; those that a dead predecessor has begun are ended, and its locks removed. */
    static void start(
            RunningParts parts,
            KubernetesClient client,
            String namespace,
            BackupLocations locations,
            VolumeRepositories repositories,
            VolumeTasks tasks,
            Duration volumeTimeout,
            MeterRegistry metrics,
            Clock clock) {
        BackupServices services = new BackupServices(
                client,
                locations,
                repositories,
                password(client, namespace),
                tasks,
                new BackupMetrics(metrics),
                volumeTimeout,
                clock,
                parts.timers(),
                Workers.virtualThreads("volume"));
        SharedIndexInformer<Backup> backups = parts.follow(Backup.class);
        Gauge.builder(
                        "velero.backup.total",
                        backups,
                        known -> known.getIndexer().list().size())
                .description("Current number of existent backups")
                .register(metrics);
        SharedIndexInformer<BackupStorageLocation> known = parts.follow(BackupStorageLocation.class);
        Controller<Backup> controller =
                parts.control(backups, new BackupReconciler(services, backups.getIndexer(), known.getIndexer()));
        backups.addEventHandler(new QueueWaker(backups.getIndexer(), controller::want));
        parts.executor().execute(new PredecessorLocks(repositories, locations, ObjectStores::open)::clear);
    }

    private static RepositoryPassword password(KubernetesClient client, String namespace) {
        return new RepositoryPassword(client, namespace, new SecureRandom());
    }

    /** One coordinator at a time serves a cluster, so a lock of another instance is a dead one's. */
    private static LockOwner owner(String cluster) {
        return new LockOwner("holdfast-" + cluster + "-coordinator", "holdfast-" + UUID.randomUUID());
    }
}
