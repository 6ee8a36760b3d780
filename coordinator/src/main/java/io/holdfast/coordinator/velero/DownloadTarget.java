package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** One of the objects that belong to a backup or a restore. */
public final class DownloadTarget extends OpenShape {
    public @Nullable DownloadTargetKind kind;
    /** Of the backup or the restore. */
    public @Nullable String name;
}
