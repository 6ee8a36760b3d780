package io.holdfast.coordinator.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.holdfast.coordinator.velero.OpenShape;
import org.jspecify.annotations.Nullable;

/**
 * Writes statuses by merge patch: only the fields that are set change. A resource that has been deleted and made again
 * under the same name is another one, and is left alone (the API server's conflict is thrown).
 */
public final class StatusWriter {
    private final KubernetesClient client;

    public StatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** Writes whatever the resource has become meanwhile; yields it as it is now. */
    public <S, T extends OpenShape, R extends CustomResource<S, T>> R write(R resource, T status) {
        return patch(resource, new Patch(new Identity(resource.getMetadata().getUid(), null), status));
    }

    /** Writes only if nobody has changed the resource since it was read; otherwise the API server's conflict is thrown. */
    public <S, T extends OpenShape, R extends CustomResource<S, T>> R writeIfUnchanged(R resource, T status) {
        return patch(
                resource,
                new Patch(
                        new Identity(
                                resource.getMetadata().getUid(),
                                resource.getMetadata().getResourceVersion()),
                        status));
    }

    private <R extends CustomResource<?, ?>> R patch(R resource, Patch patch) {
        return client.resource(resource)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        client.getKubernetesSerialization().asJson(patch));
    }

    private record Patch(Identity metadata, OpenShape status) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Identity(String uid, @Nullable String resourceVersion) {}
}
