package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** The object wanted. */
public final class DownloadRequestSpec extends OpenShape {
    public @Nullable DownloadTarget target;
}
