package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** The repository of one namespace in one location. */
@Group("velero.io")
@Version("v1")
@Plural("backuprepositories")
public final class BackupRepository extends CustomResource<BackupRepositorySpec, BackupRepositoryStatus>
        implements Namespaced {
    @Override
    protected BackupRepositorySpec initSpec() {
        return new BackupRepositorySpec();
    }

    @Override
    protected BackupRepositoryStatus initStatus() {
        return new BackupRepositoryStatus();
    }
}
