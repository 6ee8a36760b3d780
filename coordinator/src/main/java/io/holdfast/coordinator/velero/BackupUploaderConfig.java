package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** How volumes are read. */
public final class BackupUploaderConfig extends OpenShape {
    public @Nullable Integer parallelFilesUpload;
}
