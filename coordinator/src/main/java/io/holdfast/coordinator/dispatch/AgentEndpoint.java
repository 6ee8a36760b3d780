package io.holdfast.coordinator.dispatch;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.holdfast.concurrent.Timers;
import io.holdfast.coordinator.identity.AgentTokens;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where agents dial in: a TLS port, with keepalive in both directions and a bound on messages. */
public final class AgentEndpoint implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 64 << 20;
    private static final int MAX_HEADER_BYTES = 32 << 10;

    private final Server server;

    private AgentEndpoint(Server server) {
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param executor runs the calls, which may block: virtual threads
     */
    public static AgentEndpoint start(
            InetSocketAddress address,
            ServerCredentials credentials,
            AgentTokens tokens,
            TaskDispatcher dispatcher,
            NodeLimitsSource limits,
            Supplier<Leadership> leadership,
            DispatchSettings settings,
            Timers timers,
            Executor executor,
            CoordinatorName name) {
        var services = new AgentServices(
                dispatcher, new AgentDirectory(dispatcher, limits, settings), leadership, settings, timers, name);
        Server server = NettyServerBuilder.forAddress(address, credentials)
                .addService(service(services, tokens))
                .executor(executor)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .handshakeTimeout(10, TimeUnit.SECONDS)
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConcurrentCallsPerConnection(4)
                .build();
        try {
            return new AgentEndpoint(server.start());
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.UNAVAILABLE,
                    "Agents cannot be served at " + address + ": " + e.getMessage()
                            + "; choose another --grpc-address or end what listens there.",
                    e);
        }
    }

    static ServerServiceDefinition service(AgentServices services, AgentTokens tokens) {
        BindableService service = new AgentSessionService(services);
        return ServerInterceptors.intercept(service, new AgentAuthentication(tokens));
    }

    public int port() {
        return server.getPort();
    }

    /** Ends all sessions at once; agents keep their slices until their leases end or a leader takes them over. */
    @Override
    public void close() {
        server.shutdownNow();
    }
}
