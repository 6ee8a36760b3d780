package io.holdfast.coordinator.velero;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The objects that can be asked for. */
public enum DownloadTargetKind {
    @JsonProperty("BackupLog")
    BACKUP_LOG,
    @JsonProperty("BackupContents")
    BACKUP_CONTENTS,
    @JsonProperty("BackupVolumeSnapshots")
    BACKUP_VOLUME_SNAPSHOTS,
    @JsonProperty("BackupItemOperations")
    BACKUP_ITEM_OPERATIONS,
    @JsonProperty("BackupResourceList")
    BACKUP_RESOURCE_LIST,
    @JsonProperty("BackupResults")
    BACKUP_RESULTS,
    @JsonProperty("RestoreLog")
    RESTORE_LOG,
    @JsonProperty("RestoreResults")
    RESTORE_RESULTS,
    @JsonProperty("RestoreResourceList")
    RESTORE_RESOURCE_LIST,
    @JsonProperty("RestoreItemOperations")
    RESTORE_ITEM_OPERATIONS,
    @JsonProperty("CSIBackupVolumeSnapshots")
    CSI_BACKUP_VOLUME_SNAPSHOTS,
    @JsonProperty("CSIBackupVolumeSnapshotContents")
    CSI_BACKUP_VOLUME_SNAPSHOT_CONTENTS,
    @JsonProperty("BackupVolumeInfos")
    BACKUP_VOLUME_INFOS,
    @JsonProperty("RestoreVolumeInfo")
    RESTORE_VOLUME_INFO
}
