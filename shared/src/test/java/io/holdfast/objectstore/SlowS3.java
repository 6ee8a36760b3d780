package io.holdfast.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plays a bucket that takes uploads in parts, and its time for each part. Keeps nothing but the order of the requests. */
final class SlowS3 implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PartTime partTime;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What happens before a part is answered. */
    interface PartTime {
        void pass() throws InterruptedException;
    }

    SlowS3(PartTime partTime) throws IOException {
        this.partTime = partTime;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    List<String> requests() {
        return requests;
    }

    StoreLocation.S3 location() {
        return new StoreLocation.S3(
                "bucket",
                "",
                "us-east-1",
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            String query = String.valueOf(exchange.getRequestURI().getQuery());
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    partTime.pass();
                    exchange.getResponseHeaders().add("ETag", "\"part\"");
                    reply(exchange, "part", "");
                }
                case "DELETE" -> reply(exchange, "abort", "");
                case "POST" -> {
                    if (query.contains("uploadId")) {
                        reply(exchange, "complete", "<CompleteMultipartUploadResult/>");
                    } else {
                        reply(
                                exchange,
                                "begin",
                                "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");
                    }
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reply(HttpExchange exchange, String request, String text) throws IOException {
        requests.add(request);
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
