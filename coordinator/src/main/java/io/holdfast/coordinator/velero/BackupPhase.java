package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The life of a backup. */
public enum BackupPhase {
    @JsonProperty("New")
    NEW,
    @JsonProperty("Queued")
    QUEUED,
    @JsonProperty("ReadyToStart")
    READY_TO_START,
    @JsonProperty("FailedValidation")
    FAILED_VALIDATION,
    @JsonProperty("InProgress")
    IN_PROGRESS,
    @JsonProperty("WaitingForPluginOperations")
    WAITING_FOR_PLUGIN_OPERATIONS,
    @JsonProperty("WaitingForPluginOperationsPartiallyFailed")
    WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
    @JsonProperty("Finalizing")
    FINALIZING,
    @JsonProperty("FinalizingPartiallyFailed")
    FINALIZING_PARTIALLY_FAILED,
    @JsonProperty("Completed")
    COMPLETED,
    @JsonProperty("PartiallyFailed")
    PARTIALLY_FAILED,
    @JsonProperty("Failed")
    FAILED,
    @JsonProperty("Deleting")
    DELETING
}
