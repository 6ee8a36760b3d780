package io.holdfast.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.holdfast.failure.FailureKind;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreTest extends ObjectStoreContract {
    @TempDir
    private static Path folder;

    private static S3Server server;
    private ObjectStore store;

    @BeforeAll
    static void startServer() throws Exception {
        server = S3Server.start(folder);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void openStore() {
        store = open(server.location("test/" + UUID.randomUUID()), S3Server.CREDENTIALS);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void shouldLetAnyoneReadByASignedLink() throws Exception {
        store.put("backups/log", ObjectContent.of("what happened"));
        URI link = store.presignGet("backups/log", Duration.ofMinutes(5)).orElseThrow();
        try (InputStream body = link.toURL().openStream()) {
            assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo("what happened");
        }
    }

    @Test
    void shouldSignLinksToThePublicEndpoint() {
        StoreLocation.S3 inside = server.location("p");
        URI outside = URI.create("https://s3.example.com:9443");
        StoreLocation.S3 location = new StoreLocation.S3(
                inside.bucket(),
                "p",
                "us-east-1",
                inside.endpoint(),
                Optional.of(outside),
                true,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        try (ObjectStore signing = open(location, S3Server.CREDENTIALS)) {
            assertThat(signing.presignGet("log", Duration.ofMinutes(5)).orElseThrow())
                    .hasAuthority("s3.example.com:9443")
                    .hasPath("/velero/p/log");
        }
    }

    @Test
    void shouldSayThatTheBucketIsMissing() {
        StoreLocation.S3 real = server.location("");
        StoreLocation.S3 missing = new StoreLocation.S3(
                "nowhere",
                "",
                "us-east-1",
                real.endpoint(),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        try (ObjectStore nowhere = open(missing, S3Server.CREDENTIALS)) {
            assertFails(FailureKind.NOT_FOUND, "no bucket nowhere", () -> nowhere.get("config"));
            assertFails(FailureKind.NOT_FOUND, "no bucket nowhere", () -> nowhere.stat("config"));
            assertFails(FailureKind.NOT_FOUND, "no bucket nowhere", () -> nowhere.list("", _ -> {}));
            assertFails(FailureKind.NOT_FOUND, "create it", () -> nowhere.put("config", ObjectContent.of("x")));
        }
    }

    @Test
    void shouldTellAWrongSecretFromAnUnknownKeyAndShowNeither() {
        var wrongSecret = new StoreCredentials.AccessKey("testbed", "wrong-secret", Optional.empty());
        try (ObjectStore refused = open(server.location(""), wrongSecret)) {
            assertFails(FailureKind.ACCESS_DENIED, "secret access key is wrong", () -> refused.get("config"));
        }
        var unknown = new StoreCredentials.AccessKey("stranger", "wrong-secret", Optional.empty());
        try (ObjectStore refused = open(server.location(""), unknown)) {
            assertFails(FailureKind.ACCESS_DENIED, "check the credentials", () -> refused.get("config"));
        }
        assertThat(wrongSecret.toString()).doesNotContain("wrong-secret");
    }

    @Test
    void shouldCallAServerThatDoesNotAnswerUnavailable() {
        StoreLocation.S3 dead = new StoreLocation.S3(
                "velero",
                "",
                "us-east-1",
                Optional.of(URI.create("http://127.0.0.1:1")),
                Optional.empty(),
                true,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        try (ObjectStore unreachable = open(dead, S3Server.CREDENTIALS)) {
            assertFails(FailureKind.UNAVAILABLE, "http://127.0.0.1:1/velero", () -> unreachable.get("config"));
        }
    }

    /** Proves the abort: without it the parts of the failed upload would stay in the bucket for ever. */
    @Test
    void shouldLeaveNoPartsBehindWhenAnUploadFails(@TempDir Path other) throws Exception {
        Path file = other.resolve("large");
        try (var created = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            created.position(40L << 20);
            created.write(ByteBuffer.wrap(new byte[1]));
        }
        try (S3Connection connection =
                S3Connection.open(server.location(""), S3Server.CREDENTIALS, Clock.systemUTC())) {
            S3Upload upload =
                    new S3Upload(connection.client(), new S3Requests(Duration.ofMinutes(1)), server.location(""));
            assertThat(upload.put("large", new ObjectContent.File(file), true)).isTrue();
            assertThat(upload.put("large", new ObjectContent.File(file), true)).isFalse();
        }
        Path pending = folder.resolve("buckets/velero/.sgwtmp/multipart");
        try (Stream<Path> left = Files.exists(pending) ? Files.walk(pending) : Stream.empty()) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void shouldLeaveNoThreadBehind() {
        try (ObjectStore another = open(server.location("threads"), S3Server.CREDENTIALS)) {
            another.put("a", ObjectContent.of("x"));
        }
        store.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("sdk") || name.contains("idle-connection-reaper")));
    }

    private static ObjectStore open(StoreLocation.S3 location, StoreCredentials credentials) {
        Retries once = new Retries(Duration.ZERO, () -> 0, _ -> {}, new Random(1));
        return new S3ObjectStore(location, S3Connection.open(location, credentials, Clock.systemUTC()), once);
    }
}
