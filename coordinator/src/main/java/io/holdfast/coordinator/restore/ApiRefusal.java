package io.holdfast.coordinator.restore;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Objects;

/** What the API server said when it refused, in its own words. */
final class ApiRefusal {
    private ApiRefusal() {}

    static boolean alreadyExists(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT
                && e.getStatus() != null
                && "AlreadyExists".equals(e.getStatus().getReason());
    }

    static String reason(KubernetesClientException e) {
        String said = e.getStatus() == null ? null : e.getStatus().getMessage();
        return said == null || said.isBlank() ? Objects.toString(e.getMessage(), e.toString()) : said;
    }
}
