package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** Whether the provider answers. */
public final class VolumeSnapshotLocationStatus extends OpenShape {
    public @Nullable LocationPhase phase;
}
