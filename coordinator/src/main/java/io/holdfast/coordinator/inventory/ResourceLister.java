package io.holdfast.coordinator.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.concurrent.Cancellation;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads lists page by page, so that neither side holds a large one whole. */
final class ResourceLister {
    private static final int PAGE = 500;

    private final KubernetesClient client;

    ResourceLister(KubernetesClient client) {
        this.client = client;
    }

    /** What a list is asked for. */
    record Query(ResourceKind kind, Optional<String> namespace, Optional<String> selector) {
        private String path(String continuation) {
            return kind.listPath(namespace)
                    + "?limit=" + PAGE
                    + selector.map(text -> "&labelSelector=" + encoded(text)).orElse("")
                    + (continuation.isEmpty() ? "" : "&continue=" + encoded(continuation));
        }
    }

    /**
     * Hands over each object of the list, complete with its kind. A list that takes too long to read expires at the API
     * server: then {@code restart} is called and the list begins anew.
     */
    void list(Query query, Runnable restart, Consumer<ObjectNode> each) {
        String continuation = "";
        do {
            Cancellation.check("The listing of " + query.kind().groupResource());
            try {
                continuation = page(query, continuation, each);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_GONE) {
                    throw e;
                }
                restart.run();
                continuation = "";
            }
        } while (!continuation.isEmpty());
    }

    private String page(Query query, String continuation, Consumer<ObjectNode> each) {
        String json = client.raw(query.path(continuation));
        if (json == null) {
            return ""; // the kind has been taken away since discovery
        }
        JsonNode list = ItemJson.parse(json);
        for (JsonNode entry : list.path("items")) {
            ObjectNode object = (ObjectNode) entry;
            ItemJson.complete(object, query.kind());
            each.accept(object);
        }
        return list.at("/metadata/continue").asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
