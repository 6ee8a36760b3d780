package io.holdfast.coordinator.velero;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a backup is, and what came of it. */
public final class BackupStatus extends OpenShape {
    public @Nullable Integer version;
    public @Nullable String formatVersion;

    @Timestamp
    public @Nullable Instant expiration;

    public @Nullable BackupPhase phase;
    public @Nullable Integer queuePosition;
    public @Nullable List<String> validationErrors;

    @Timestamp
    public @Nullable Instant startTimestamp;

    @Timestamp
    public @Nullable Instant completionTimestamp;

    public @Nullable Integer volumeSnapshotsAttempted;
    public @Nullable Integer volumeSnapshotsCompleted;
    public @Nullable Integer csiVolumeSnapshotsAttempted;
    public @Nullable Integer csiVolumeSnapshotsCompleted;
    public @Nullable Integer backupItemOperationsAttempted;
    public @Nullable Integer backupItemOperationsCompleted;
    public @Nullable Integer backupItemOperationsFailed;
    public @Nullable BackupProgress progress;
    public @Nullable HookStatus hookStatus;
    public @Nullable Integer warnings;
    public @Nullable Integer errors;
    public @Nullable String failureReason;
}
