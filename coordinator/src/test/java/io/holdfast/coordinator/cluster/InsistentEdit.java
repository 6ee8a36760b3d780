package io.holdfast.coordinator.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.util.function.UnaryOperator;

/** What a user changes in a resource that a server writes too: both try again until nobody came in between. */
public final class InsistentEdit {
    private static final int MOST_TRIES = 20;

    private InsistentEdit() {}

    public static <T extends HasMetadata> void of(Resource<T> resource, UnaryOperator<T> edit) {
        for (int tries = 1; ; tries++) {
            try {
                T _ = resource.edit(edit);
                return;
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }
}
