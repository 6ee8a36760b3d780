package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The life of a request that the server answers in its status. */
public enum RequestPhase {
    @JsonProperty("New")
    NEW,
    @JsonProperty("InProgress")
    IN_PROGRESS,
    @JsonProperty("Processed")
    PROCESSED
}
