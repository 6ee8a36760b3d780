package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the repository can be used. */
public final class BackupRepositoryStatus extends OpenShape {
    public @Nullable RepositoryPhase phase;
    public @Nullable String message;

    @Timestamp
    public @Nullable Instant lastMaintenanceTime;

    public @Nullable List<Maintenance> recentMaintenance;

    /** One run of maintenance. */
    public static final class Maintenance extends OpenShape {
        public @Nullable Result result;

        @Timestamp
        public @Nullable Instant startTimestamp;

        @Timestamp
        public @Nullable Instant completeTimestamp;

        public @Nullable String message;
    }

    /** How maintenance ended. */
    public enum Result {
        @JsonProperty("Succeeded")
        SUCCEEDED,
        @JsonProperty("Failed")
        FAILED
    }
}
