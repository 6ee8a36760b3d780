package io.holdfast.agent;

import io.holdfast.agent.execution.ClusterIdentity;
import io.holdfast.agent.execution.Repositories;
import io.holdfast.agent.execution.RepositoryOpener;
import io.holdfast.agent.execution.RunningSlices;
import io.holdfast.agent.execution.VolumeSliceRunner;
import io.holdfast.agent.limits.AppliedLimits;
import io.holdfast.agent.limits.MachineLimits;
import io.holdfast.agent.report.AgentMetrics;
import io.holdfast.agent.report.MeteredSliceRunner;
import io.holdfast.agent.report.StatusPage;
import io.holdfast.agent.session.AgentIdentity;
import io.holdfast.agent.session.CoordinatorSession;
import io.holdfast.agent.session.SessionParts;
import io.holdfast.agent.session.TlsDial;
import io.holdfast.agent.volume.PodVolumeLocator;
import io.holdfast.concurrent.Timers;
import io.holdfast.concurrent.Workers;
import io.holdfast.scan.AccountNames;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of a node agent, wired and started in {@link #start}, closed in reverse order. */
public final class AgentAssembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentAssembly.class);
    /** Below the 30 s that Kubernetes gives a pod to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(Workers.platformThreads("timer"));
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(Workers.virtualThreads("agent"));
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Repositories repositories;
    private final RunningSlices slices;
    private final CoordinatorSession session;
    private final StatusPage page;

    private AgentAssembly(AgentConfig config, Clock clock) {
        Timers timers = Timers.on(scheduler);
        String instance = UUID.randomUUID().toString();
        Runtime machine = Runtime.getRuntime();
        AppliedLimits limits = new AppliedLimits(
                config.limits(), MachineLimits.of(machine.availableProcessors(), machine.maxMemory()));
        ClusterIdentity cluster = new ClusterIdentity();
        AgentMetrics metrics = new AgentMetrics(registry, config.nodeName());
        repositories = new Repositories(new RepositoryOpener(cluster, config.nodeName(), instance, clock));
        VolumeSliceRunner runner = new VolumeSliceRunner(
                new PodVolumeLocator(config.podsRoot()), repositories, limits, AccountNames.ofThisMachine());
        slices = new RunningSlices(
                new MeteredSliceRunner(runner, metrics, timers), Workers.platformThreads("slice"), timers);
        session = new CoordinatorSession(
                new TlsDial(config.authorityFile(), config.tokenFile(), executor),
                config.coordinators(),
                new SessionParts(
                        new AgentIdentity(config.nodeName(), instance, version()),
                        cluster,
                        slices,
                        limits::apply,
                        timers,
                        executor),
                new SecureRandom());
        metrics.watch(slices::running, () -> session.isRegistered() ? 1 : 0);
        page = StatusPage.start(config.httpAddress(), session::isRegistered, registry::scrape, executor);
    }

    /** Starts an agent that serves until it is closed. */
    public static AgentAssembly start(AgentConfig config, Clock clock) {
        AgentAssembly assembly = new AgentAssembly(config, clock);
        assembly.executor.execute(assembly::serve);
        LOG.info("The node agent of {} serves health and metrics at port {}.", config.nodeName(), assembly.page.port());
        return assembly;
    }

    /** Returns once the agent has been closed. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    public int httpPort() {
        return page.port();
    }

    private void serve() {
        try {
            session.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops slices, which gives back their locks, says good-bye to the coordinator, and ends. */
    @Override
    public void close() {
        try {
            if (!slices.close(PATIENCE)) {
                LOG.warn("Some slices have not stopped within {} s; their locks may stay.", PATIENCE.toSeconds());
            }
        } catch (InterruptedException e) {
            LOG.warn("Stopping was interrupted; locks may stay.");
            Thread.currentThread().interrupt();
        }
        session.close();
        page.close();
        executor.close();
        scheduler.shutdownNow();
        repositories.close();
        ended.countDown();
    }

    private static String version() {
        return Objects.requireNonNullElse(AgentAssembly.class.getPackage().getImplementationVersion(), "unreleased");
    }
}
