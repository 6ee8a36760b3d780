package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Where backups lie. */
@Group("velero.io")
@Version("v1")
@Plural("backupstoragelocations")
@ShortNames("bsl")
public final class BackupStorageLocation extends CustomResource<BackupStorageLocationSpec, BackupStorageLocationStatus>
        implements Namespaced {
    @Override
    protected BackupStorageLocationSpec initSpec() {
        return new BackupStorageLocationSpec();
    }

    @Override
    protected BackupStorageLocationStatus initStatus() {
        return new BackupStorageLocationStatus();
    }
}
