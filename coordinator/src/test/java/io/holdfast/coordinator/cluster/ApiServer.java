package io.holdfast.coordinator.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionCondition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real kube-apiserver on a real etcd with our definitions of velero.io, one for all tests of a run; given to tests
 * and constructors as a parameter. Nothing else runs: no controller, scheduler or kubelet, so tests play their parts.
 */
public final class ApiServer implements AutoCloseable {
    private static final String TOKEN = "tests";

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();
    private final int port;

    private ApiServer() throws IOException {
        directory = Files.createTempDirectory("holdfast-apiserver-");
        int etcdPort = freePort();
        int peerPort = freePort();
        port = freePort();
        start(
                "etcd",
                List.of(
                        "--data-dir=" + directory.resolve("etcd"),
                        "--unsafe-no-fsync",
                        "--listen-client-urls=http://127.0.0.1:" + etcdPort,
                        "--advertise-client-urls=http://127.0.0.1:" + etcdPort,
                        "--listen-peer-urls=http://127.0.0.1:" + peerPort,
                        "--initial-advertise-peer-urls=http://127.0.0.1:" + peerPort,
                        "--initial-cluster=default=http://127.0.0.1:" + peerPort));
        start(
                "kube-apiserver",
                List.of(
                        "--etcd-servers=http://127.0.0.1:" + etcdPort,
                        "--bind-address=127.0.0.1",
                        "--advertise-address=127.0.0.1",
                        "--endpoint-reconciler-type=none",
                        "--secure-port=" + port,
                        "--cert-dir=" + directory.resolve("certificates"),
                        "--token-auth-file=" + write("tokens.csv", TOKEN + ",tests,tests,\"system:masters\"\n"),
                        "--authorization-mode=RBAC",
                        "--allow-privileged=true",
                        "--disable-admission-plugins=ServiceAccount",
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-key-file=" + write("accounts.key", signingKey()),
                        "--service-account-signing-key-file=" + directory.resolve("accounts.key"),
                        "--service-cluster-ip-range=10.96.0.0/16"));
        write("kubeconfig", kubeconfig());
        try (KubernetesClient client = newClient()) {
            awaitReady(client);
            applyDefinitions(client);
        }
    }

    /** A client with all rights; the caller closes it. */
    public KubernetesClient newClient() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withTrustCerts(true)
                .withDisableHostnameVerification(true)
                .withOauthToken(TOKEN)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** For programs such as kubectl and velero. */
    public Path kubeconfigFile() {
        return directory.resolve("kubeconfig");
    }

    private void awaitReady(KubernetesClient client) {
        Awaitility.await("the API server, whose log is in " + directory)
                .atMost(60, SECONDS)
                .ignoreExceptionsMatching(KubernetesClientException.class::isInstance)
                .until(() -> "ok".equals(client.raw("/readyz")));
    }

    private static void applyDefinitions(KubernetesClient client) throws IOException {
        Path definitions = Path.of("..", "deploy", "coordinator", "crds");
        List<CustomResourceDefinition> applied = new ArrayList<>();
        try (Stream<Path> files = Files.list(definitions)) {
            for (Path file : files.sorted().toList()) {
                try (InputStream yaml = Files.newInputStream(file)) {
                    for (HasMetadata resource : client.load(yaml).create()) {
                        applied.add((CustomResourceDefinition) resource);
                    }
                }
            }
        }
        Awaitility.await("our definitions of velero.io")
                .atMost(30, SECONDS)
                .until(() -> applied.stream().allMatch(d -> isEstablished(client, d)));
    }

    private static boolean isEstablished(KubernetesClient client, CustomResourceDefinition definition) {
        CustomResourceDefinition now = client.resource(definition).get();
        return now.getStatus() != null
                && now.getStatus().getConditions().stream()
                        .filter(c -> c.getType().equals("Established"))
                        .map(CustomResourceDefinitionCondition::getStatus)
                        .anyMatch("True"::equals);
    }

    private void start(String program, List<String> arguments) throws IOException {
        processes.add(TestProgram.named(program).start(directory.resolve(program + ".log"), arguments));
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private String kubeconfig() {
        return """
                apiVersion: v1
                kind: Config
                current-context: tests
                clusters: [{name: tests, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                users: [{name: tests, user: {token: %s}}]
                contexts: [{name: tests, context: {cluster: tests, user: tests}}]
                """.formatted(port, TOKEN);
    }

    private static String signingKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        for (Process process : processes.reversed()) {
            process.destroyForcibly().onExit().join();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Starts the one server when the first test asks for it; it ends with the run. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ApiServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(ApiServer.class))
                    .computeIfAbsent(ApiServer.class, ignored -> started());
        }

        private static ApiServer started() {
            try {
                return new ApiServer();
            } catch (IOException e) {
                throw new AssertionError("the API server for tests did not start", e);
            }
        }
    }
}
