package io.holdfast.demo.played;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/** An API server in memory: it stores resources and tells watchers; what needs more than a store is answered by hand. */
public final class PlayedCluster implements AutoCloseable {
    private final ServiceAccountTokens tokens = new ServiceAccountTokens();
    private final KubernetesMockServer server;
    private final KubernetesClient client;

    private PlayedCluster() {
        Map<ServerRequest, Queue<ServerResponse>> responses = new ConcurrentHashMap<>();
        this.server = new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                responses,
                new AnsweringDispatcher(tokens, new KubernetesMixedDispatcher(responses)),
                false);
        server.init();
        this.client = server.createClient();
    }

    /** An empty cluster, but for the namespaces that are always there. */
    public static PlayedCluster start() {
        PlayedCluster cluster = new PlayedCluster();
        cluster.createNamespace("kube-system");
        cluster.createNamespace("velero");
        return cluster;
    }

    public KubernetesClient client() {
        return client;
    }

    public void createNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    /** What the namespace controller does: the namespace goes with all that is in it. */
    public void deleteNamespace(String name) {
        client.pods().inNamespace(name).delete();
        client.configMaps().inNamespace(name).delete();
        client.namespaces().withName(name).delete();
    }

    /** A token of the node agents' ServiceAccount, bound to the node, as kubelet projects it into the agent's pod. */
    public String agentToken(String node) {
        return tokens.issue(node);
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
