package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** The restore of one volume of one pod. */
@Group("velero.io")
@Version("v1")
@Plural("podvolumerestores")
public final class PodVolumeRestore extends CustomResource<PodVolumeRestoreSpec, PodVolumeRestoreStatus>
        implements Namespaced {
    @Override
    protected PodVolumeRestoreSpec initSpec() {
        return new PodVolumeRestoreSpec();
    }

    @Override
    protected PodVolumeRestoreStatus initStatus() {
        return new PodVolumeRestoreStatus();
    }
}
