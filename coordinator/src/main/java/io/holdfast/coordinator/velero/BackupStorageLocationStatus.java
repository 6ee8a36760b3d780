package io.holdfast.coordinator.velero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the store answers, and when it was last asked. */
public final class BackupStorageLocationStatus extends OpenShape {
    public @Nullable LocationPhase phase;

    @Timestamp
    public @Nullable Instant lastSyncedTime;

    @Timestamp
    public @Nullable Instant lastValidationTime;

    public @Nullable String message;
    public @Nullable AccessMode accessMode;
    public @Nullable String lastSyncedRevision;
}
