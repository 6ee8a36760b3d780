package io.holdfast.coordinator.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.BooleanSupplier;

/** {@code /metrics} for Prometheus, {@code /healthz} and {@code /readyz} for kubelet. */
public final class ObservationRoutes {
    private static final String TEXT = "text/plain";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private ObservationRoutes() {}

    public static void add(HttpEndpoint endpoint, PrometheusMeterRegistry metrics, BooleanSupplier ready) {
        endpoint.route("/metrics", exchange -> HttpEndpoint.text(exchange, 200, METRICS, metrics.scrape()));
        endpoint.route("/healthz", exchange -> HttpEndpoint.text(exchange, 200, TEXT, "ok\n"));
        endpoint.route("/readyz", exchange -> {
            boolean now = ready.getAsBoolean();
            HttpEndpoint.text(exchange, now ? 200 : 503, TEXT, now ? "ok\n" : "not ready\n");
        });
    }
}
