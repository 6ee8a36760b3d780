package io.holdfast.coordinator.collect;

import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.VolumeRecord;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.velero.PodVolumeBackupStatus;
import io.holdfast.coordinator.velero.VolumePhase;
import io.holdfast.coordinator.volumerepository.TakenVolume;
import io.holdfast.coordinator.volumerepository.VolumeRepository;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.LeftOutCounts;
import io.holdfast.task.TroubleCounts;
import io.holdfast.task.VolumeRoot;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The backup of one volume: its resource is created, its task run, and, if the resource is still this run's, the snapshot
 * written. What goes wrong with the volume is told in its result and ends nothing else. Runs on a thread of its own.
 */
final class VolumeBackup {
    private final Settings settings;
    private final PodVolume volume;
    private final VolumeRepository repository;

    /**
     * What all volumes of a backup have in common.
     *
     * @param records creates the resource of a volume
     * @param agentPatience how long a node that has no agent may take to get one
     * @param timeout for the whole volume
     */
    record Settings(
            Backup backup,
            Function<PodVolumeBackup, VolumeRecord> records,
            VolumeTasks tasks,
            RunLog log,
            Clock clock,
            Duration agentPatience,
            Duration timeout) {}

    VolumeBackup(Settings settings, PodVolume volume, VolumeRepository repository) {
        this.settings = settings;
        this.volume = volume;
        this.repository = repository;
    }

    /** A password that opens nothing makes the whole backup worthless: the next volume's would fail as well. */
    static boolean endsTheBackup(FailureKind kind) {
        return kind == FailureKind.WRONG_PASSWORD || kind == FailureKind.CANCELLED || kind == FailureKind.INTERNAL;
    }

    VolumeResult run() throws InterruptedException {
        VolumeRecord record;
        try {
            record = settings.records().apply(PodVolumeBackups.of(settings.backup(), volume, repository.identifier()));
        } catch (BackupException e) {
            return failure().unrecorded(repository.identifier(), e.kind(), reason(e));
        }
        try {
            return backUp(record);
        } catch (BackupException e) {
            if (endsTheBackup(e.kind())) {
                throw e;
            }
            return failure().recorded(record, e.kind(), reason(e));
        }
    }

    private VolumeResult backUp(VolumeRecord record) throws InterruptedException {
        PodVolumeBackupStatus accepted = new PodVolumeBackupStatus();
        accepted.phase = VolumePhase.NEW;
        accepted.acceptedTimestamp = settings.clock().instant();
        record.write(accepted);
        Optional<String> parent = repository.parentOf(volume.identity());
        try (FollowedTask task = new FollowedTask(settings, volume.node(), record, task(record, parent))) {
            FollowedTask.End end = task.await();
            return end(record, end.outcome(), parent, end.begin());
        }
    }

    private VolumeTask task(VolumeRecord record, Optional<String> parent) {
        var uploader = settings.backup().getSpec().uploaderConfig;
        Integer files = uploader == null ? null : uploader.parallelFilesUpload;
        return new VolumeTask.BackupVolume(
                record.resource().getMetadata().getUid(),
                volume.reference(),
                repository.access(),
                parent,
                files == null || files < 1 ? OptionalInt.empty() : OptionalInt.of(files));
    }

    private VolumeResult end(VolumeRecord record, VolumeTaskOutcome outcome, Optional<String> parent, Instant begin) {
        return switch (outcome) {
            case VolumeTaskOutcome.BackedUp done -> complete(record, done, parent, begin);
            case VolumeTaskOutcome.Failed(FailureKind kind, String message) ->
                failure().recorded(record, kind, message);
            case VolumeTaskOutcome.Restored _ ->
                throw new IllegalStateException("a backup's task says that it has restored");
        };
    }

    /** The guarded write before the snapshot proves that nobody has closed this volume in our place. */
    private VolumeResult complete(
            VolumeRecord record, VolumeTaskOutcome.BackedUp done, Optional<String> parent, Instant begin) {
        long bytes = done.totals().bytesProcessed();
        PodVolumeBackupStatus stored = new PodVolumeBackupStatus();
        stored.progress = FollowedTask.progress(bytes, bytes);
        record.write(stored);
        Instant end = settings.clock().instant();
        String snapshot = repository.save(new TakenVolume(
                volume.identity(), volume.node(), done.tree(), parent, tags(record, done), done.totals(), begin, end));
        PodVolumeBackupStatus status = new PodVolumeBackupStatus();
        status.phase = VolumePhase.COMPLETED;
        status.path = volume.path();
        status.snapshotID = snapshot;
        status.completionTimestamp = end;
        status.incrementalBytes = done.totals().dataAdded();
        TroubleCounts troubles = done.source().counts();
        if (troubles.total() > 0) {
            status.message = troubles.total() + " files or folders are not in the snapshot, or not whole: "
                    + troubles.describe();
        }
        record.write(status);
        tellTroubles(done);
        settings.log()
                .info("Backed up " + volume.describe() + " to snapshot " + snapshot + ": " + bytes
                        + " bytes in " + done.totals().filesProcessed() + " files, "
                        + done.totals().dataAdded()
                        + " bytes of them new" + leftOut(done.source().leftOut()));
        return new VolumeResult(volume, record.resource());
    }

    private static String leftOut(LeftOutCounts leftOut) {
        return leftOut.total() == 0 ? "" : "; left out: " + leftOut.describe();
    }

    private static Map<String, String> tags(VolumeRecord record, VolumeTaskOutcome.BackedUp done) {
        Map<String, String> tags =
                new HashMap<>(Objects.requireNonNull(record.resource().getSpec().tags));
        done.root().ifPresent(root -> tags.put(VolumeRoot.TAG, root.value()));
        return tags;
    }

    private void tellTroubles(VolumeTaskOutcome.BackedUp done) {
        for (FileTrouble trouble : done.source().troubles()) {
            settings.log()
                    .error(
                            scope(),
                            capitalized(volume.describe()) + ": " + trouble.path()
                                    + " is not in the backup, or not whole: " + trouble.message());
        }
        long untold = done.source().counts().total() - done.source().troubles().size();
        if (untold > 0) {
            settings.log()
                    .error(
                            scope(),
                            capitalized(volume.describe()) + ": " + untold
                                    + " more are not in the backup, or not whole.");
        }
    }

    private FailedVolume failure() {
        return new FailedVolume(settings, volume);
    }

    private static String reason(BackupException e) {
        return Objects.toString(e.getMessage());
    }

    private ResultScope scope() {
        return ResultScope.of(volume.namespace());
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
