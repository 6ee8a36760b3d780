package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** What is to be restored, and how far it is. */
@Group("velero.io")
@Version("v1")
@Plural("restores")
public final class Restore extends CustomResource<RestoreSpec, RestoreStatus> implements Namespaced {
    @Override
    protected RestoreSpec initSpec() {
        return new RestoreSpec();
    }

    @Override
    protected RestoreStatus initStatus() {
        return new RestoreStatus();
    }
}
