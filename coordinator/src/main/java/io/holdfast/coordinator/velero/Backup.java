package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** What is to be backed up, and how far it is. */
@Group("velero.io")
@Version("v1")
@Plural("backups")
public final class Backup extends CustomResource<BackupSpec, BackupStatus> implements Namespaced {
    @Override
    protected BackupSpec initSpec() {
        return new BackupSpec();
    }

    @Override
    protected BackupStatus initStatus() {
        return new BackupStatus();
    }
}
