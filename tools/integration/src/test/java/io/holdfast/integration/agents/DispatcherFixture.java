package io.holdfast.integration.agents;

import io.grpc.TlsServerCredentials;
import io.holdfast.concurrent.Timers;
import io.holdfast.coordinator.dispatch.AgentEndpoint;
import io.holdfast.coordinator.dispatch.CoordinatorName;
import io.holdfast.coordinator.dispatch.DispatchSettings;
import io.holdfast.coordinator.dispatch.Leadership;
import io.holdfast.coordinator.dispatch.NodeLimitsSource;
import io.holdfast.coordinator.dispatch.TaskDispatcher;
import io.holdfast.coordinator.identity.TokenVerdict;
import io.holdfast.integration.program.Program;
import io.holdfast.integration.program.RunningProgram;
import io.holdfast.task.NodeLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;

/** A dispatcher that agents can dial; their tokens are the names of their nodes. */
final class DispatcherFixture implements AutoCloseable {
    private static final Leadership LEADING = new Leadership.Leading(1);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Path folder;
    private final LoopbackCertificate certificate;
    private final TaskDispatcher dispatcher;
    private final AgentEndpoint endpoint;

    DispatcherFixture(Path folder) throws IOException, GeneralSecurityException {
        this.folder = folder;
        certificate = LoopbackCertificate.create(folder);
        Timers timers = Timers.on(scheduler);
        dispatcher = new TaskDispatcher(DispatchSettings.DEFAULTS, () -> LEADING, timers, executor);
        endpoint = AgentEndpoint.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TlsServerCredentials.newBuilder().keyManager(certificate.keys()).build(),
                token -> new TokenVerdict.Agent(token, "pod"),
                dispatcher,
                new Unlimited(),
                () -> LEADING,
                DispatchSettings.DEFAULTS,
                timers,
                executor,
                new CoordinatorName("c0ffee00", "test"));
    }

    TaskDispatcher dispatcher() {
        return dispatcher;
    }

    /** Starts an agent's process and waits for it to have registered. */
    AgentProcess startAgent(String node, Path podsRoot, String memory) throws IOException {
        Path token = Files.writeString(folder.resolve(node + ".token"), node);
        int port = freePort();
        RunningProgram program = Program.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.holdfast.agent.AgentMain",
                        "--node-name=" + node,
                        "--coordinator=localhost:" + endpoint.port(),
                        "--coordinator-ca-file=" + certificate.authority(),
                        "--token-file=" + token,
                        "--pods-root=" + podsRoot,
                        "--http-address=127.0.0.1:" + port)
                .with("HOLDFAST_MEMORY", memory)
                .start(folder.resolve(node + ".log"));
        AgentProcess agent = new AgentProcess(program, port);
        Awaitility.await("the registration of the agent, whose log is " + program.log())
                .atMost(Duration.ofMinutes(2))
                .until(() -> {
                    program.mustBeAlive();
                    return dispatcher.hasAgent(node);
                });
        return agent;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        endpoint.close();
        scheduler.shutdownNow();
        executor.shutdownNow();
        executor.close();
    }

    private static final class Unlimited implements NodeLimitsSource {
        @Override
        public NodeLimits limitsOf(String node) {
            return NodeLimits.UNSET;
        }

        @Override
        public void onChange(Runnable listener) {}
    }
}
