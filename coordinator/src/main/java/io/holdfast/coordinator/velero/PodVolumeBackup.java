package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** The backup of one volume of one pod. */
@Group("velero.io")
@Version("v1")
@Plural("podvolumebackups")
public final class PodVolumeBackup extends CustomResource<PodVolumeBackupSpec, PodVolumeBackupStatus>
        implements Namespaced {
    @Override
    protected PodVolumeBackupSpec initSpec() {
        return new PodVolumeBackupSpec();
    }

    @Override
    protected PodVolumeBackupStatus initStatus() {
        return new PodVolumeBackupStatus();
    }
}
