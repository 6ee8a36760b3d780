package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** How volumes are written. */
public final class RestoreUploaderConfig extends OpenShape {
    public @Nullable Boolean writeSparseFiles;
    public @Nullable Integer parallelFilesDownload;
}
