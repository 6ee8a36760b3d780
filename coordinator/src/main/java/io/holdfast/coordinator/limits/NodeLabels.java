package io.holdfast.coordinator.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** The labels of nodes, at most some seconds old. Thread-safe; asks the API server. */
final class NodeLabels {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final long PAGE = 500;

    private final KubernetesClient client;
    private final Cache<String, Map<String, String>> fresh =
            Caffeine.newBuilder().expireAfterWrite(FRESH).build();

    NodeLabels(KubernetesClient client) {
        this.client = client;
    }

    Map<String, String> of(String node) {
        return fresh.get(node, name -> {
            Node found = client.nodes().withName(name).get();
            return found == null ? Map.of() : labels(found);
        });
    }

    /** Reads the labels of all nodes at once, for the many questions that a change of configuration brings. */
    void readAll() {
        String next = null;
        do {
            NodeList page = client.nodes()
                    .list(new ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(next)
                            .build());
            page.getItems().forEach(node -> fresh.put(node.getMetadata().getName(), labels(node)));
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }

    private static Map<String, String> labels(Node node) {
        return Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
    }
}
