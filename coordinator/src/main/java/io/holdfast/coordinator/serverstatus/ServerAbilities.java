package io.holdfast.coordinator.serverstatus;

import io.holdfast.coordinator.velero.ServerStatusRequestStatus.Plugin;
import java.util.List;

/** What this server does, under the names that Velero's own plugins have, so that scripts which look for them find them. */
final class ServerAbilities {
    /** The CLI warns unless major and minor are its own. */
    static final String VELERO_VERSION = "v1.18.3";

    private ServerAbilities() {}

    static List<Plugin> list() {
        return List.of(
                plugin("BackupItemAction", "velero.io/pod"),
                plugin("BackupItemAction", "velero.io/pv"),
                plugin("ObjectStore", "holdfast.io/directory"),
                plugin("ObjectStore", "velero.io/aws"),
                plugin("RestoreItemAction", "velero.io/add-pvc-from-pod"),
                plugin("RestoreItemAction", "velero.io/job"),
                plugin("RestoreItemAction", "velero.io/pod"),
                plugin("RestoreItemAction", "velero.io/pod-volume-restore"),
                plugin("RestoreItemAction", "velero.io/pvc"),
                plugin("RestoreItemAction", "velero.io/service"),
                plugin("RestoreItemAction", "velero.io/service-account"));
    }

    private static Plugin plugin(String kind, String name) {
        Plugin plugin = new Plugin();
        plugin.kind = kind;
        plugin.name = name;
        return plugin;
    }
}
