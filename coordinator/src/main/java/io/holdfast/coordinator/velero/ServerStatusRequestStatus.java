package io.holdfast.coordinator.velero;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer. */
public final class ServerStatusRequestStatus extends OpenShape {
    public @Nullable RequestPhase phase;

    @Timestamp
    public @Nullable Instant processedTimestamp;

    public @Nullable String serverVersion;
    public @Nullable List<Plugin> plugins;

    /** What the server can do, under the name that Velero gives it. */
    public static final class Plugin extends OpenShape {
        public @Nullable String name;
        public @Nullable String kind;
    }
}
