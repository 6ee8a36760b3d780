package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** Items written out of items found. */
public final class BackupProgress extends OpenShape {
    public @Nullable Integer totalItems;
    public @Nullable Integer itemsBackedUp;
}
