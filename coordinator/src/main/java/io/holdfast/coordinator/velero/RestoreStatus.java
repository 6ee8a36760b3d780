package io.holdfast.coordinator.velero;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a restore is, and what came of it. */
public final class RestoreStatus extends OpenShape {
    public @Nullable RestorePhase phase;
    public @Nullable List<String> validationErrors;
    public @Nullable Integer warnings;
    public @Nullable Integer errors;
    public @Nullable String failureReason;

    @Timestamp
    public @Nullable Instant startTimestamp;

    @Timestamp
    public @Nullable Instant completionTimestamp;

    public @Nullable RestoreProgress progress;
    public @Nullable Integer restoreItemOperationsAttempted;
    public @Nullable Integer restoreItemOperationsCompleted;
    public @Nullable Integer restoreItemOperationsFailed;
    public @Nullable HookStatus hookStatus;
}
