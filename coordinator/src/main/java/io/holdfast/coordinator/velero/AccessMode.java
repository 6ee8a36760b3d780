package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether new backups may be written. */
public enum AccessMode {
    @JsonProperty("ReadOnly")
    READ_ONLY,
    @JsonProperty("ReadWrite")
    READ_WRITE
}
