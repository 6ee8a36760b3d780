package io.holdfast.coordinator.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.collect.CollectedItems;
import io.holdfast.coordinator.collect.VolumeResult;
import io.holdfast.coordinator.location.OpenLocation;
import io.holdfast.coordinator.publish.BackupPublisher;
import io.holdfast.coordinator.publish.VeleroLayout;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunEvents;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.RunResults;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.BackupStatus;
import io.holdfast.coordinator.velero.HookStatus;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a backup ends: published and told of, or failed with nothing left behind. */
final class BackupEnding {
    private static final Logger LOG = LoggerFactory.getLogger(BackupEnding.class);

    private final BackupServices services;
    private final Backup backup;
    private final StatusWriter writer;
    private final RunEvents events;
    private boolean commitTried;
    private boolean told;

    BackupEnding(BackupServices services, Backup backup) {
        this.services = services;
        this.backup = backup;
        this.writer = new StatusWriter(services.client());
        this.events = new RunEvents(services.client(), services.clock());
    }

    StatusWriter writer() {
        return writer;
    }

    /** A record whose end the cluster did not take at its time is ended now, where that succeeds. */
    void endOpenVolumes(List<VolumeResult> results) {
        if (results.stream().allMatch(result -> result.resource().getStatus().phase == VolumePhase.COMPLETED)) {
            return;
        }
        try {
            new OpenVolumes(services.client(), services.clock()).close(backup, "its end could not be recorded");
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "Open volumes of backup {} could not be closed.",
                    backup.getMetadata().getName(),
                    e);
        }
    }

    /** All items and volumes are there; what is left is to publish them. */
    Backup finalizing(RunResults results) {
        BackupStatus status = new BackupStatus();
        status.phase = results.errors().count() == 0 ? BackupPhase.FINALIZING : BackupPhase.FINALIZING_PARTIALLY_FAILED;
        status.hookStatus = new HookStatus();
        status.warnings = positive(results.warnings().count());
        status.errors = positive(results.errors().count());
        return writer.write(backup, status);
    }

    /** Writes the Backup into the store, which makes it exist, and then its end into the cluster. */
    void commit(BackupPublisher publisher, Backup finalizing, RunResults results, CollectedItems items) {
        BackupStatus end = new BackupStatus();
        end.phase = results.errors().count() == 0 ? BackupPhase.COMPLETED : BackupPhase.PARTIALLY_FAILED;
        end.completionTimestamp = services.clock().instant();
        finalizing.getStatus().phase = end.phase;
        finalizing.getStatus().completionTimestamp = end.completionTimestamp;
        commitTried = true;
        if (!publisher.commit(finalizing)) {
            throw new BackupException(
                    FailureKind.ALREADY_EXISTS,
                    "Another backup of the same name was published in the location meanwhile; choose another name.");
        }
        Backup ended = writer.write(backup, end);
        services.metrics().ended(ended, size(items));
        if (end.phase == BackupPhase.COMPLETED) {
            events.normal(backup, "Completed", "Backed up " + items.count() + " items.");
        } else {
            events.warning(
                    backup,
                    "PartiallyFailed",
                    results.errors().count() + " things are not in the backup; see velero backup describe "
                            + backup.getMetadata().getName());
        }
    }

    BackupPublisher publisher(OpenLocation location) {
        return new BackupPublisher(
                location.store(),
                new VeleroLayout(backup.getMetadata().getName()),
                backup.getMetadata().getUid());
    }

    /**
     * Where this very backup is in the store, it has not failed, whatever the reason says: its end is told again. Throws
     * {@link UnsettledBackupException} where it may be there and that cannot be found out or told.
     */
    boolean completeIfCommitted(BackupPublisher publisher, RuntimeException reason) {
        try {
            Optional<Backup> committed = publisher.committed().filter(this::isThisOne);
            committed.ifPresent(stored -> {
                BackupStatus end = new BackupStatus();
                end.phase = stored.getStatus().phase;
                end.completionTimestamp = stored.getStatus().completionTimestamp;
                services.metrics().ended(writer.write(backup, end), 0);
            });
            return committed.isPresent();
        } catch (BackupException | KubernetesClientException e) {
            refuseIfMaybeCommitted(e, reason);
            return false;
        }
    }

    /** A backup can only be in the store once its finalizing was told, which this process or a dead one has done. */
    void refuseIfMaybeCommitted(RuntimeException unknown, RuntimeException reason) {
        reason.addSuppressed(unknown);
        BackupPhase phase = backup.getStatus().phase;
        if (commitTried || phase == BackupPhase.FINALIZING || phase == BackupPhase.FINALIZING_PARTIALLY_FAILED) {
            throw new UnsettledBackupException(backup.getMetadata().getName(), reason);
        }
    }

    private boolean isThisOne(Backup stored) {
        return backup.getMetadata().getUid().equals(stored.getMetadata().getUid());
    }

    /** Removes what was stored. */
    void withdraw(BackupPublisher publisher, RuntimeException reason) {
        try {
            publisher.withdraw();
        } catch (BackupException e) {
            LOG.warn(
                    "What was stored of backup {} could not be removed.",
                    backup.getMetadata().getName(),
                    e);
            reason.addSuppressed(e);
        }
    }

    /** Whether it was told that the backup has failed, or tried to. */
    boolean isTold() {
        return told;
    }

    /**
     * Stores the log of a failed backup, where the store takes it. This comes after its end is told: a crash before leaves
     * nothing of it behind, and nobody has to find out whose a lone log is.
     */
    void publishLog(BackupPublisher publisher, RunLog log, RuntimeException reason) {
        try {
            log.error(ResultScope.server(), "The backup has failed: " + sentence(reason));
            publisher.storeLogOfFailure(log.finish());
        } catch (BackupException e) {
            LOG.warn(
                    "The log of backup {} could not be stored.",
                    backup.getMetadata().getName(),
                    e);
        }
    }

    private static String sentence(RuntimeException reason) {
        return reason.getMessage() == null ? reason.toString() : reason.getMessage();
    }

    void failed(RuntimeException reason) {
        told = true;
        LOG.error("Backup {} has failed.", backup.getMetadata().getName(), reason);
        String sentence = sentence(reason);
        BackupStatus status = new BackupStatus();
        status.phase = BackupPhase.FAILED;
        status.failureReason = sentence;
        status.completionTimestamp = services.clock().instant();
        try {
            new OpenVolumes(services.client(), services.clock()).close(backup, "the backup has failed: " + sentence);
            services.metrics().ended(writer.write(backup, status), 0);
            events.warning(backup, "Failed", sentence);
        } catch (KubernetesClientException e) {
            LOG.error(
                    "That backup {} has failed could not be written.",
                    backup.getMetadata().getName(),
                    e);
            throw e;
        }
    }

    private static @Nullable Integer positive(int count) {
        return count == 0 ? null : count;
    }

    private static long size(CollectedItems items) {
        try {
            return Files.size(items.tarball());
        } catch (IOException e) {
            LOG.warn("The size of the tarball is not known.", e);
            return 0;
        }
    }
}
