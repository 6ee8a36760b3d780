package io.holdfast.objectstore;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real S3 server (versitygw) on a loopback port, with one bucket; it ends with the test. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "velero";
    public static final StoreCredentials.AccessKey CREDENTIALS =
            new StoreCredentials.AccessKey("testbed", "testbedsecret", Optional.empty());

    private final Process process;
    private final URI endpoint;

    private S3Server(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Keeps its objects below the folder. More arguments are versitygw's own, for instance a certificate. */
    public static S3Server start(Path folder, String... arguments) throws IOException {
        Path program = program();
        Files.createDirectories(folder.resolve("buckets").resolve(BUCKET));
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--access",
                CREDENTIALS.accessKeyId(),
                "--secret",
                CREDENTIALS.secretAccessKey(),
                "--region",
                "us-east-1",
                "--port",
                "127.0.0.1:" + port,
                "--quiet"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("posix", folder.resolve("buckets").toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("versitygw.log").toFile())
                .start();
        String scheme = List.of(arguments).contains("--cert") ? "https" : "http";
        S3Server server = new S3Server(process, URI.create(scheme + "://127.0.0.1:" + port));
        await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive() || server.accepts());
        if (!process.isAlive()) {
            throw new IllegalStateException("versitygw ended: " + Files.readString(folder.resolve("versitygw.log")));
        }
        return server;
    }

    public URI endpoint() {
        return endpoint;
    }

    public StoreLocation.S3 location(String prefix) {
        return new StoreLocation.S3(
                BUCKET,
                prefix,
                "us-east-1",
                Optional.of(endpoint),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.getPort()), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path program() {
        Map<String, String> environment = System.getenv();
        Path folder = Path.of(environment.getOrDefault(
                "HOLDFAST_TESTBED", System.getProperty("user.home") + "/.cache/holdfast/testbed"));
        Path program = folder.resolve("versitygw");
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(
                    "this test needs versitygw at " + program + ": run `tools/testbed build versitygw`");
        }
        return program;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
