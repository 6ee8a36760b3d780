package io.holdfast.coordinator.velero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the volume is. */
public final class PodVolumeRestoreStatus extends OpenShape {
    public @Nullable VolumePhase phase;
    public @Nullable String message;
    public @Nullable String node;

    @Timestamp
    public @Nullable Instant acceptedTimestamp;

    @Timestamp
    public @Nullable Instant startTimestamp;

    @Timestamp
    public @Nullable Instant completionTimestamp;

    public @Nullable VolumeProgress progress;
}
