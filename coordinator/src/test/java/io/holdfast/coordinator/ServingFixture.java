package io.holdfast.coordinator;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.cluster.VeleroCli;
import io.holdfast.coordinator.http.HttpEndpoint;
import io.holdfast.coordinator.http.ObservationRoutes;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.velero.ServerStatusRequest;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The serving controllers and the HTTP door in a namespace of their own on the tests' API server. */
public final class ServingFixture implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String namespace = "serving-" + COUNT.incrementAndGet();
    private final StoreFaults faults = new StoreFaults();
    private final ApiServer server;
    private final KubernetesClient client;
    private final RunningParts parts;
    private final HttpEndpoint http;
    private final BackupLocations locations;

    public ServingFixture(ApiServer server) {
        this.server = server;
        client = server.newClient();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        parts = new RunningParts(client, namespace, () -> {});
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        http = parts.own(HttpEndpoint.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Workers.virtualThreads("http")));
        locations = parts.own(new BackupLocations(client, namespace, faults));
        ObservationRoutes.add(http, metrics, parts::isLive, () -> true);
        VeleroServing.start(parts, client, namespace, locations, http, url(""), metrics, Clock.systemUTC());
    }

    public VeleroCli velero() {
        return new VeleroCli(server, namespace);
    }

    public KubernetesClient client() {
        return client;
    }

    public String namespace() {
        return namespace;
    }

    public BackupLocations locations() {
        return locations;
    }

    /** Whoever calls the store, {@code get backups/b1/velero-backup.json}, does this first. */
    public void beforeStoreCalls(Consumer<String> step) {
        faults.unanswered = call -> {
            step.accept(call);
            return false;
        };
    }

    /** Ends one of the watches for ever, as an event that cannot be read does. */
    public void killController() {
        SharedIndexInformer<ServerStatusRequest> watch = parts.follow(ServerStatusRequest.class);
        parts.control(watch, _ -> Optional.empty());
        watch.stop();
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + http.port() + path);
    }

    @Override
    public void close() {
        parts.close();
        client.close();
    }
}
