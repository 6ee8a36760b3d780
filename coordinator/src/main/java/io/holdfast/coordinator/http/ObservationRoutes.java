package io.holdfast.coordinator.http;

import com.sun.net.httpserver.HttpExchange;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** {@code /metrics} for Prometheus, {@code /healthz} and {@code /readyz} for kubelet. */
public final class ObservationRoutes {
    private static final String TEXT = "text/plain";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private ObservationRoutes() {}

    /** Kubelet starts a process anew that is not live, and sends nobody to one that is not ready. */
    public static void add(
            HttpEndpoint endpoint, PrometheusMeterRegistry metrics, BooleanSupplier live, BooleanSupplier ready) {
        endpoint.route("/metrics", exchange -> HttpEndpoint.text(exchange, 200, METRICS, metrics.scrape()));
        endpoint.route("/healthz", exchange -> answer(exchange, live.getAsBoolean(), "not live"));
        endpoint.route("/readyz", exchange -> answer(exchange, ready.getAsBoolean(), "not ready"));
    }

    private static void answer(HttpExchange exchange, boolean good, String otherwise) throws IOException {
        HttpEndpoint.text(exchange, good ? 200 : 503, TEXT, (good ? "ok" : otherwise) + "\n");
    }
}
