package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a failed hook does to the rest of its item. */
public enum HookErrorMode {
    @JsonProperty("Continue")
    CONTINUE,
    @JsonProperty("Fail")
    FAIL
}
