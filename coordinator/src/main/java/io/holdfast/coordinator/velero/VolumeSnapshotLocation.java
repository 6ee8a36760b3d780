package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Where a provider keeps volume snapshots. */
@Group("velero.io")
@Version("v1")
@Plural("volumesnapshotlocations")
@ShortNames("vsl")
public final class VolumeSnapshotLocation
        extends CustomResource<VolumeSnapshotLocationSpec, VolumeSnapshotLocationStatus> implements Namespaced {
    @Override
    protected VolumeSnapshotLocationSpec initSpec() {
        return new VolumeSnapshotLocationSpec();
    }

    @Override
    protected VolumeSnapshotLocationStatus initStatus() {
        return new VolumeSnapshotLocationStatus();
    }
}
