package io.holdfast.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.agent.Assignments;
import io.holdfast.agent.execution.SliceRunner;
import io.holdfast.concurrent.ManualTimers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.SliceOutcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class StatusPageTest {
    private final AtomicBoolean ready = new AtomicBoolean();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private static HttpResponse<String> get(StatusPage page, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private StatusPage page() {
        return StatusPage.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ready::get,
                registry::scrape,
                Runnable::run);
    }

    @Test
    void shouldTellLifeFromReadiness() throws Exception {
        try (StatusPage page = page()) {
            assertThat(get(page, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(page, "/readyz").statusCode()).isEqualTo(503);
            ready.set(true);
            assertThat(get(page, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldShowWhatSlicesDid() throws Exception {
        AgentMetrics metrics = new AgentMetrics(registry, "n1");
        metrics.watch(() -> 3, () -> 1);
        SliceRunner done = (_, _) -> new SliceOutcome.Restored(2, 100, List.of(), 0);
        SliceRunner failing = (_, _) -> {
            throw new BackupException(FailureKind.CORRUPT, "torn");
        };
        var assignment = Assignments.survey(Assignments.ref("t", 1, 1));
        new MeteredSliceRunner(done, metrics, new ManualTimers()).run(assignment, _ -> {});
        Assertions.assertThatThrownBy(
                        () -> new MeteredSliceRunner(failing, metrics, new ManualTimers()).run(assignment, _ -> {}))
                .isInstanceOf(BackupException.class);
        try (StatusPage page = page()) {
            assertThat(get(page, "/metrics").body())
                    .contains("holdfast_agent_slices_running 3")
                    .contains("holdfast_agent_registered 1")
                    .contains("holdfast_agent_restored_bytes_total{node=\"n1\"} 100")
                    .contains("podVolume_data_download_success_total{node=\"n1\"} 1")
                    .contains("podVolume_data_upload_failure_total{node=\"n1\"} 1")
                    .contains("podVolume_pod_volume_backup_enqueue_count");
        }
    }
}
