package io.holdfast.coordinator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.dispatch.AgentEndpoint;
import io.holdfast.coordinator.dispatch.CoordinatorName;
import io.holdfast.coordinator.dispatch.DispatchSettings;
import io.holdfast.coordinator.dispatch.TaskDispatcher;
import io.holdfast.coordinator.http.HttpEndpoint;
import io.holdfast.coordinator.http.ObservationRoutes;
import io.holdfast.coordinator.identity.ReviewedTokens;
import io.holdfast.coordinator.identity.ServingIdentity;
import io.holdfast.coordinator.leadership.LeaderLease;
import io.holdfast.coordinator.leadership.LeaseHolder;
import io.holdfast.coordinator.leadership.RivalServers;
import io.holdfast.coordinator.limits.ConfigMapLimits;
import io.holdfast.coordinator.location.BackupLocations;
import io.holdfast.coordinator.restore.RestoreMetrics;
import io.holdfast.coordinator.restore.RestoreServices;
import io.holdfast.coordinator.volumerepository.VolumeRepositories;
import io.holdfast.objectstore.ObjectStores;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All parts of a coordinator, wired and started in {@link #start} and closed in reverse order; whatever it starts, it
 * owns, the client excepted.
 */
public final class CoordinatorAssembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorAssembly.class);
    private static final String AGENT_ACCOUNT = "holdfast-node-agent";

    private final CoordinatorConfig config;
    private final KubernetesClient client;
    private final Clock clock;
    private final RunningParts parts;
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile boolean ready;

    private CoordinatorAssembly(CoordinatorConfig config, KubernetesClient client, Clock clock, Runnable onLost) {
        this.config = config;
        this.client = client;
        this.clock = clock;
        this.parts = new RunningParts(client, config.namespace(), onLost);
    }

    /**
     * Starts a coordinator that serves until it is closed.
     *
     * @param onLost is called where it may serve no longer, because its Lease was lost or the process is broken
     */
    public static CoordinatorAssembly start(
            CoordinatorConfig config, KubernetesClient client, Clock clock, Runnable onLost) {
        CoordinatorAssembly assembly = new CoordinatorAssembly(config, client, clock, onLost);
        try {
            assembly.startAll(onLost);
            return assembly;
        } catch (RuntimeException e) {
            assembly.close();
            throw e;
        }
    }

    private void startAll(Runnable onLost) {
        HttpEndpoint http = parts.own(HttpEndpoint.listen(config.httpAddress(), Workers.virtualThreads("http")));
        ObservationRoutes.add(http, metrics, parts::isLive, () -> ready);
        RivalServers.refuse(client, config.namespace());
        LeaderLease lease = parts.own(LeaderLease.acquire(
                client,
                config.namespace(),
                LeaseHolder.current(config.host()),
                clock,
                parts.timers(),
                parts.executor(),
                onLost));
        DispatchSettings settings = DispatchSettings.DEFAULTS.withNodeLossTimeout(config.nodeLossTimeout());
        TaskDispatcher dispatcher = new TaskDispatcher(settings, lease, parts.timers(), parts.executor());
        startAgentEndpoint(dispatcher, settings, lease);
        BackupLocations locations = parts.own(new BackupLocations(client, config.namespace(), ObjectStores::open));
        VolumeRepositories repositories = BackupServing.repositories(client, config.namespace(), cluster(), clock);
        VeleroServing.start(parts, client, config.namespace(), locations, http, publicUrl(http), metrics, clock);
        BackupServing.start(
                parts,
                client,
                config.namespace(),
                locations,
                repositories,
                dispatcher,
                config.fsBackupTimeout(),
                metrics,
                clock);
        RestoreServing.start(
                parts,
                new RestoreServices(
                        client,
                        locations,
                        repositories,
                        dispatcher,
                        new RestoreMetrics(metrics),
                        config.restoreHelperImage(),
                        config.fsBackupTimeout(),
                        clock,
                        parts.timers()));
        ready = true;
        LOG.info("The coordinator is ready.");
    }

    /** Agents dial in from here on. */
    private void startAgentEndpoint(TaskDispatcher dispatcher, DispatchSettings settings, LeaderLease lease) {
        ConfigMapLimits limits = parts.own(
                new ConfigMapLimits(client, config.namespace(), config.nodeAgentConfigMap(), parts.executor()));
        ServingIdentity identity = new ServingIdentity(client, config.namespace(), agentHosts(), clock);
        identity.refresh();
        new DailyWork(parts.timers(), parts.executor(), identity::refresh).start();
        ServerCredentials credentials = TlsServerCredentials.newBuilder()
                .keyManager(identity.keyManager())
                .build();
        parts.own(AgentEndpoint.start(
                config.grpcAddress(),
                credentials,
                new ReviewedTokens(client, config.namespace(), AGENT_ACCOUNT),
                dispatcher,
                limits,
                lease,
                settings,
                parts.timers(),
                parts.executor(),
                new CoordinatorName(cluster(), version())));
        limits.start();
    }

    private URI publicUrl(HttpEndpoint http) {
        return config.publicUrl().orElseGet(() -> URI.create("http://" + config.host() + ":" + http.port()));
    }

    private List<String> agentHosts() {
        List<String> hosts = new ArrayList<>(ServingIdentity.serviceHosts(config.namespace()));
        hosts.add(config.host());
        if (!config.grpcAddress().getAddress().isAnyLocalAddress()) {
            hosts.add(config.grpcAddress().getHostString());
        }
        return hosts;
    }

    /** Namespace kube-system lives as long as its cluster, so its uid is the cluster's. */
    private String cluster() {
        return client.namespaces()
                .withName("kube-system")
                .require()
                .getMetadata()
                .getUid()
                .substring(0, 8);
    }

    private static String version() {
        String version = CoordinatorAssembly.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }

    @Override
    public void close() {
        parts.close();
    }
}
