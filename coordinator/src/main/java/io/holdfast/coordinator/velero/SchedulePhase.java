package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a schedule can run. */
public enum SchedulePhase {
    @JsonProperty("New")
    NEW,
    @JsonProperty("Enabled")
    ENABLED,
    @JsonProperty("FailedValidation")
    FAILED_VALIDATION
}
