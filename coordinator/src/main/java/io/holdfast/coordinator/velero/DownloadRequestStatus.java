package io.holdfast.coordinator.velero;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The link, and how long it is good. */
public final class DownloadRequestStatus extends OpenShape {
    public @Nullable RequestPhase phase;
    public @Nullable String downloadURL;

    @Timestamp
    public @Nullable Instant expiration;
}
