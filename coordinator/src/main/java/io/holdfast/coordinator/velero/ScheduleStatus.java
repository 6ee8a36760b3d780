package io.holdfast.coordinator.velero;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the schedule runs, and when it last did. */
public final class ScheduleStatus extends OpenShape {
    public @Nullable SchedulePhase phase;

    @Timestamp
    public @Nullable Instant lastBackup;

    @Timestamp
    public @Nullable Instant lastSkipped;

    public @Nullable List<String> validationErrors;
}
