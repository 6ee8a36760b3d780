package io.holdfast.fault;

import static io.holdfast.fault.Script.requests;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.crash.VariedTree;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A write may arrive though its sender was not told, or long after he has sent it again: no object is anything else for it. Seen
 * to fail where {@code RetryingObjectStore} does not look whether the object that is there is its own.
 */
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class RepeatedWriteTest {
    @TempDir
    private static Path folder;

    private static S3Server server;
    private static Path source;

    private final Script script = new Script();

    @BeforeAll
    static void prepare() throws IOException {
        server = S3Server.start(folder);
        source = Files.createDirectory(folder.resolve("source"));
        VariedTree.fill(source);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldKnowItsOwnObjectAgainAfterALostAnswer() throws IOException {
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            script.meet(requests("PUT", "/unique"), 1, Fault.resetAfter());
            assertThat(bucket.store().putIfAbsent("unique", ObjectContent.of("ours")))
                    .isTrue();
            assertThat(bucket.proxy().faultsMet()).isOne();
        }
    }

    @Test
    void shouldNotTakeAnothersObjectForItsOwn() throws IOException {
        try (FaultyBucket bucket = new FaultyBucket(server, script::next);
                ObjectStore other = bucket.direct()) {
            script.meet(requests("PUT", "/unique"), 1, exchange -> {
                other.put("unique", ObjectContent.of("theirs"));
                exchange.reset();
            });
            assertThat(bucket.store().putIfAbsent("unique", ObjectContent.of("ours")))
                    .isFalse();
            assertThat(bucket.store().get("unique")).asString().isEqualTo("theirs");
        }
    }

    @Test
    void shouldBearAWriteThatArrivesAfterItWasRepeated() throws IOException {
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            script.meet(requests("PUT", "/data/"), 1, bucket.proxy().delay());
            script.meet(requests("PUT", "/index/"), 1, exchange -> {
                assertThat(bucket.proxy().deliver()).isOne();
                exchange.reply(exchange.forward());
            });
            bucket.backUp(source);
            assertThat(bucket.proxy().faultsMet()).isEqualTo(2);
            mustGoOn(bucket);
        }
    }

    /** The lock is back by then, which keeps nobody from reading and writing. */
    @ParameterizedTest
    @ValueSource(strings = {"/config", "/keys/", "/locks/", "/data/", "/index/", "/snapshots/"})
    void shouldBearAWriteThatArrivesAfterTheEnd(String kind) throws IOException {
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            script.meet(requests("PUT", kind), 1, bucket.proxy().delay());
            bucket.backUp(source);
            assertThat(bucket.proxy().deliver()).isOne();
            mustGoOn(bucket);
        }
    }

    private void mustGoOn(FaultyBucket bucket) {
        script.end();
        bucket.mustBeSound(folder.resolve("scratch"));
        bucket.backUp(source);
        bucket.check();
        bucket.mustRestore(source, folder.resolve("target"));
    }

    /** A parted upload is known by the tags of its parts, so that a wrong one has to be sent again. */
    @Test
    void shouldUploadInPartsAnewAfterAWrongTag() throws IOException {
        Path large = folder.resolve("large");
        byte[] bytes = new byte[20 << 20];
        new Random(5).nextBytes(bytes);
        Files.write(large, bytes);
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            script.meet(requests("PUT", "partNumber="), 1, Fault.wrongTag());
            bucket.store().put("large", new ObjectContent.File(large));
            assertThat(bucket.proxy().faultsMet()).isOne();
            assertThat(bucket.store().get("large")).isEqualTo(bytes);
        }
    }
}
