package io.holdfast.integration.installation;

import io.holdfast.integration.program.RunningProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Whether a process of Holdfast says that it is ready for work. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Readiness() {}

    static void await(RunningProgram process, String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/readyz"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            Awaitility.await(url + "/readyz")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        process.mustBeAlive();
                        return isOk(client, request);
                    });
        }
    }

    private static boolean isOk(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }
}
