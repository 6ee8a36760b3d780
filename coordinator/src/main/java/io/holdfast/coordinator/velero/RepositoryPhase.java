package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a repository can be used. */
public enum RepositoryPhase {
    @JsonProperty("New")
    NEW,
    @JsonProperty("Ready")
    READY,
    @JsonProperty("NotReady")
    NOT_READY
}
