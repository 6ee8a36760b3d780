package io.holdfast.agent.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /healthz}: the process answers; {@code /readyz}: a coordinator has this agent; {@code /metrics}. */
public final class StatusPage implements AutoCloseable {
    private final HttpServer server;

    private StatusPage(HttpServer server) {
        this.server = server;
    }

    /** Serves from here on; {@code executor} runs each request. */
    public static StatusPage start(
            InetSocketAddress address, BooleanSupplier ready, Supplier<String> metrics, Executor executor) {
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.UNAVAILABLE,
                    "Health and metrics cannot be served at " + address + ": " + e.getMessage()
                            + "; choose another --http-address or end what listens there.",
                    e);
        }
        server.createContext("/healthz", exchange -> answer(exchange, 200, "ok\n"));
        server.createContext("/readyz", exchange -> {
            if (ready.getAsBoolean()) {
                answer(exchange, 200, "ok\n");
            } else {
                answer(exchange, 503, "no coordinator has registered this agent\n");
            }
        });
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics.get()));
        server.setExecutor(executor);
        server.start();
        return new StatusPage(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
