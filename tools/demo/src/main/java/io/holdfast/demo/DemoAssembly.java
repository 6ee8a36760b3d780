package io.holdfast.demo;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.agent.AgentAssembly;
import io.holdfast.agent.AgentConfig;
import io.holdfast.coordinator.CoordinatorAssembly;
import io.holdfast.coordinator.CoordinatorConfig;
import io.holdfast.demo.played.PlayedCluster;
import io.holdfast.demo.played.PlayedKubelet;
import io.holdfast.demo.played.PlayedScheduler;
import io.holdfast.task.NodeLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A played cluster of two nodes with a real coordinator and two real agents, all in this process; closed in reverse order. */
final class DemoAssembly implements AutoCloseable {
    static final List<String> NODES = List.of("node-a", "node-b");
    private static final String NAMESPACE = "velero";
    private static final long AGENT_MEMORY = 160L << 20;

    private final Path folder;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Map<String, PlayedKubelet> kubelets = new TreeMap<>();
    private final PlayedCluster cluster;

    private DemoAssembly(Path folder) {
        this.folder = folder;
        this.cluster = own(PlayedCluster.start());
    }

    static DemoAssembly start(Path folder) throws IOException {
        DemoAssembly assembly = new DemoAssembly(folder);
        try {
            assembly.startNodes();
            assembly.startPrograms();
            return assembly;
        } catch (RuntimeException | IOException e) {
            assembly.close();
            throw e;
        }
    }

    private void startNodes() throws IOException {
        own(PlayedScheduler.start(NODES, client()));
        for (String node : NODES) {
            Path podsRoot = Files.createDirectories(podsRoot(node));
            kubelets.put(node, own(PlayedKubelet.start(node, podsRoot, client())));
        }
    }

    private void startPrograms() throws IOException {
        InetSocketAddress grpc = freeAddress();
        CoordinatorConfig config = new CoordinatorConfig(
                NAMESPACE,
                "127.0.0.1",
                grpc,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                "node-agent-config",
                "any-image-with-a-shell",
                Duration.ofMinutes(10),
                Duration.ofMinutes(1));
        own(CoordinatorAssembly.start(config, client(), Clock.systemUTC(), () -> {}));
        Path authority = Files.writeString(folder.resolve("ca.crt"), authority());
        for (String node : NODES) {
            own(AgentAssembly.start(agent(node, grpc.getPort(), authority), Clock.systemUTC()));
        }
    }

    private AgentConfig agent(String node, int port, Path authority) throws IOException {
        Path token = Files.writeString(folder.resolve(node + ".token"), cluster.agentToken(node));
        return new AgentConfig(
                node,
                List.of("127.0.0.1:" + port),
                authority,
                token,
                podsRoot(node),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new NodeLimits(
                        OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.of(AGENT_MEMORY)));
    }

    /** The certificate by which agents know their coordinator; it publishes this when it has started. */
    private String authority() {
        ConfigMap published = client().configMaps()
                .inNamespace(NAMESPACE)
                .withName("holdfast-coordinator-ca")
                .waitUntilCondition(Objects::nonNull, 30, TimeUnit.SECONDS);
        return Objects.requireNonNull(published.getData().get("ca.crt"), "the published authority is empty");
    }

    PlayedCluster cluster() {
        return cluster;
    }

    KubernetesClient client() {
        return cluster.client();
    }

    /** Where a volume of a pod that has a node lies. */
    Path volume(Pod pod, String name) {
        return Objects.requireNonNull(kubelets.get(pod.getSpec().getNodeName())).volume(pod, name);
    }

    /** Done once a pod that has a node has been deleted, and its volumes with it. */
    CompletableFuture<Void> removal(Pod pod) {
        return Objects.requireNonNull(kubelets.get(pod.getSpec().getNodeName())).removal(pod);
    }

    /** What all backups of the demo are stored in. */
    Path store() {
        return folder.resolve("store");
    }

    Path folder() {
        return folder;
    }

    private Path podsRoot(String node) {
        return folder.resolve(node).resolve("pods");
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    private <T extends AutoCloseable> T own(T part) {
        owned.push(part);
        return part;
    }

    /** Stops every part, whatever the others say. */
    @Override
    public void close() {
        List<String> troubles = new ArrayList<>();
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                troubles.add(e.toString());
            }
        }
        if (!troubles.isEmpty()) {
            throw new DemoFailure("Parts of the demo could not be stopped: " + String.join("; ", troubles));
        }
    }
}
