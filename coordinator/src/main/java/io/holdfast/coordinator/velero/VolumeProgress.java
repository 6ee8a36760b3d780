package io.holdfast.coordinator.velero;

import org.jspecify.annotations.Nullable;

/** Bytes done out of bytes found so far. */
public final class VolumeProgress extends OpenShape {
    public @Nullable Long totalBytes;
    public @Nullable Long bytesDone;
}
