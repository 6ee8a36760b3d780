package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The life of one volume's backup or restore. */
public enum VolumePhase {
    @JsonProperty("New")
    NEW,
    @JsonProperty("Accepted")
    ACCEPTED,
    @JsonProperty("Prepared")
    PREPARED,
    @JsonProperty("InProgress")
    IN_PROGRESS,
    @JsonProperty("Canceling")
    CANCELING,
    @JsonProperty("Canceled")
    CANCELED,
    @JsonProperty("Completed")
    COMPLETED,
    @JsonProperty("Failed")
    FAILED
}
