package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a location can be used. */
public enum LocationPhase {
    @JsonProperty("Available")
    AVAILABLE,
    @JsonProperty("Unavailable")
    UNAVAILABLE
}
