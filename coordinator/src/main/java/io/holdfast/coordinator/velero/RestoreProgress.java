package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** Items handled out of items chosen. */
public final class RestoreProgress extends OpenShape {
    public @Nullable Integer totalItems;
    public @Nullable Integer itemsRestored;
}
