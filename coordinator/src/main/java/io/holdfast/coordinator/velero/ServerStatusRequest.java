package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A question whether the server is there, and which it is. */
@Group("velero.io")
@Version("v1")
@Plural("serverstatusrequests")
@ShortNames("ssr")
public final class ServerStatusRequest extends CustomResource<ServerStatusRequestSpec, ServerStatusRequestStatus>
        implements Namespaced {
    @Override
    protected ServerStatusRequestSpec initSpec() {
        return new ServerStatusRequestSpec();
    }

    @Override
    protected ServerStatusRequestStatus initStatus() {
        return new ServerStatusRequestStatus();
    }
}
