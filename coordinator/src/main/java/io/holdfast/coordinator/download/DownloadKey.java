package io.holdfast.coordinator.download;

import io.holdfast.coordinator.velero.DownloadTargetKind;

/** Where Velero's layout keeps the objects that can be asked for. */
final class DownloadKey {
    private DownloadKey() {}

    static boolean ofRestore(DownloadTargetKind kind) {
        return switch (kind) {
            case RESTORE_LOG, RESTORE_RESULTS, RESTORE_RESOURCE_LIST, RESTORE_ITEM_OPERATIONS, RESTORE_VOLUME_INFO ->
                true;
            case BACKUP_LOG,
                    BACKUP_CONTENTS,
                    BACKUP_VOLUME_SNAPSHOTS,
                    BACKUP_ITEM_OPERATIONS,
                    BACKUP_RESOURCE_LIST,
                    BACKUP_RESULTS,
                    CSI_BACKUP_VOLUME_SNAPSHOTS,
                    CSI_BACKUP_VOLUME_SNAPSHOT_CONTENTS,
                    BACKUP_VOLUME_INFOS -> false;
        };
    }

    static String of(DownloadTargetKind kind, String name) {
        String backup = "backups/" + name + "/" + name;
        String restore = "restores/" + name + "/";
        return switch (kind) {
            case BACKUP_LOG -> backup + "-logs.gz";
            case BACKUP_CONTENTS -> backup + ".tar.gz";
            case BACKUP_VOLUME_SNAPSHOTS -> backup + "-volumesnapshots.json.gz";
            case BACKUP_ITEM_OPERATIONS -> backup + "-itemoperations.json.gz";
            case BACKUP_RESOURCE_LIST -> backup + "-resource-list.json.gz";
            case BACKUP_RESULTS -> backup + "-results.gz";
            case BACKUP_VOLUME_INFOS -> backup + "-volumeinfo.json.gz";
            case CSI_BACKUP_VOLUME_SNAPSHOTS -> backup + "-csi-volumesnapshots.json.gz";
            case CSI_BACKUP_VOLUME_SNAPSHOT_CONTENTS -> backup + "-csi-volumesnapshotcontents.json.gz";
            case RESTORE_LOG -> restore + "restore-" + name + "-logs.gz";
            case RESTORE_RESULTS -> restore + "restore-" + name + "-results.gz";
            case RESTORE_RESOURCE_LIST -> restore + "restore-" + name + "-resource-list.json.gz";
            case RESTORE_ITEM_OPERATIONS -> restore + "restore-" + name + "-itemoperations.json.gz";
            case RESTORE_VOLUME_INFO -> restore + name + "-volumeinfo.json.gz";
        };
    }
}
