package io.holdfast.coordinator.velero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far the volume is, and which snapshot came of it. */
public final class PodVolumeBackupStatus extends OpenShape {
    public @Nullable VolumePhase phase;
    public @Nullable String path;
    public @Nullable String snapshotID;
    public @Nullable String message;

    @Timestamp
    public @Nullable Instant acceptedTimestamp;

    @Timestamp
    public @Nullable Instant startTimestamp;

    @Timestamp
    public @Nullable Instant completionTimestamp;

    public @Nullable VolumeProgress progress;
    public @Nullable Long incrementalBytes;
}
