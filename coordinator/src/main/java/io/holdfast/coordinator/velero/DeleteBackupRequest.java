package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A wish that a backup be deleted with all that belongs to it. */
@Group("velero.io")
@Version("v1")
@Plural("deletebackuprequests")
public final class DeleteBackupRequest extends CustomResource<DeleteBackupRequestSpec, DeleteBackupRequestStatus>
        implements Namespaced {
    @Override
    protected DeleteBackupRequestSpec initSpec() {
        return new DeleteBackupRequestSpec();
    }

    @Override
    protected DeleteBackupRequestStatus initStatus() {
        return new DeleteBackupRequestStatus();
    }
}
