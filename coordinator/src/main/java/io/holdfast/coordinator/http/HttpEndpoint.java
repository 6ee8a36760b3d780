package io.holdfast.coordinator.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server of a few routes; a route is the start of a path, and the longest that fits answers. */
public final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);

    private final HttpServer server;

    private HttpEndpoint(HttpServer server) {
        this.server = server;
    }

    /** Listens at once, and answers 404 until routes are added; port 0 takes any free one. */
    public static HttpEndpoint listen(InetSocketAddress address, ThreadFactory threads) {
        try {
            HttpServer server = HttpServer.create(address, 0);
            server.setExecutor(exchange -> threads.newThread(exchange).start());
            server.start();
            return new HttpEndpoint(server);
        } catch (IOException e) {
            throw new BackupException(
                    FailureKind.INVALID_INPUT,
                    "cannot listen on " + address + " (" + e.getMessage()
                            + "); free it or choose another --http-address",
                    e);
        }
    }

    public HttpEndpoint route(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer(exchange, handler);
            }
        });
        return this;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A whole answer of plain text; for use by routes. */
    public static void text(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void answer(HttpExchange exchange, HttpHandler handler) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            text(exchange, 405, "text/plain", "only GET is served\n");
            return;
        }
        try {
            handler.handle(exchange);
        } catch (RuntimeException e) {
            LOG.error("{} could not be answered", exchange.getRequestURI().getPath(), e);
            if (exchange.getResponseCode() < 0) {
                text(exchange, 500, "text/plain", "an error, see the coordinator's log\n");
            }
        }
    }

    /** Ends running answers too. */
    @Override
    public void close() {
        server.stop(0);
    }
}
