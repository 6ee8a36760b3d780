package io.holdfast.coordinator.velero;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;

/** A wish for a link to one stored object. */
@Group("velero.io")
@Version("v1")
@Plural("downloadrequests")
public final class DownloadRequest extends CustomResource<DownloadRequestSpec, DownloadRequestStatus>
        implements Namespaced {
    @Override
    protected DownloadRequestSpec initSpec() {
        return new DownloadRequestSpec();
    }

    @Override
    protected DownloadRequestStatus initStatus() {
        return new DownloadRequestStatus();
    }
}
