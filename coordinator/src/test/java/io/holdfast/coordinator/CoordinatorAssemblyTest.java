package io.holdfast.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.failure.BackupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole coordinator in one process, on a real API server. */
@ExtendWith(ApiServer.Extension.class)
class CoordinatorAssemblyTest {
    @Test
    void shouldServeAloneAndMakeRoomWhenItIsClosed(ApiServer server) throws Exception {
        try (KubernetesClient client = server.newClient()) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("whole")
                            .endMetadata()
                            .build())
                    .create();
            int port = freePort();
            try (CoordinatorAssembly _ = start(client, "first", port)) {
                assertThat(status(port, "/readyz")).isEqualTo(200);
                assertThat(client.secrets()
                                .inNamespace("whole")
                                .withName("velero-repo-credentials")
                                .get())
                        .isNotNull();
                assertThatThrownBy(() -> start(client, "second", freePort()))
                        .isInstanceOf(BackupException.class)
                        .hasMessageContaining("Another coordinator (first_");
            }
            try (CoordinatorAssembly _ = start(client, "second", port)) {
                assertThat(status(port, "/healthz")).isEqualTo(200);
            }
        }
    }

    private static CoordinatorAssembly start(KubernetesClient client, String host, int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        CoordinatorConfig config = new CoordinatorConfig(
                "whole",
                host,
                new InetSocketAddress(loopback, 0),
                new InetSocketAddress(loopback, port),
                Optional.empty(),
                "node-agent-config",
                "busybox",
                Duration.ofHours(4),
                Duration.ofMinutes(5));
        return CoordinatorAssembly.start(config, client, Clock.systemUTC(), () -> {});
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + port + path);
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
