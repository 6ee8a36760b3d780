package io.holdfast.fault;

import static io.holdfast.fault.Script.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.holdfast.crash.VariedTree;
import io.holdfast.objectstore.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong a few times in each run is not seen in its result. Seen to fail where {@code SecondReading} reads once only.
 */
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class SurvivedFaultTest {
    @TempDir
    private static Path folder;

    private static S3Server server;
    private static Path source;

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

    static Stream<Named<Consumer<Script>>> faults() {
        return Stream.of(
                named("latency", script -> script.meet(requests(".*", ""), 5, Fault.latency(Duration.ofMillis(100)))),
                named(
                        "reset before the server has it",
                        script -> script.meet(requests(".*", ""), 3, Fault.resetBefore())),
                named("answer lost to PUT", script -> script.meet(requests("PUT", ""), 4, Fault.resetAfter())),
                named(
                        "answer lost to the config's PUT",
                        script -> script.meet(requests("PUT", "/config"), 1, Fault.resetAfter())),
                named("answer lost to DELETE", script -> script.meet(requests("DELETE", ""), 2, Fault.resetAfter())),
                named("reset within an answer", script -> script.meet(requests("GET", ""), 4, Fault.resetMidway())),
                named("truncated answer", script -> script.meet(requests("GET", ""), 4, Fault.truncated())),
                named(
                        "silence",
                        script -> script.meet(requests("PUT", "/data/"), 1, Fault.silence())
                                .meet(requests("GET", "/data/"), 1, Fault.silence())),
                named(
                        "503 SlowDown",
                        script -> script.meet(
                                requests(".*", ""),
                                4,
                                Fault.refusal(503, "SlowDown", "Please reduce your request rate."))),
                named(
                        "503 with Retry-After",
                        script -> script.meet(
                                requests(".*", "/snapshots/"),
                                1,
                                Fault.refusal(503, "SlowDown", "Please reduce your request rate.", "Retry-After: 1"))),
                named(
                        "500",
                        script -> script.meet(
                                requests(".*", ""),
                                4,
                                Fault.refusal(500, "InternalError", "We encountered an internal error."))),
                named(
                        "PUT damaged on its way",
                        script -> script.meet(requests("PUT", ""), 4, Fault.flippedInRequest())),
                named("wrong ETag", script -> script.meet(requests(".*", ""), Script.FOR_EVER, Fault.wrongTag())),
                named("every PUT twice", script -> script.meet(requests("PUT", ""), Script.FOR_EVER, Fault.twice())),
                named(
                        "flipped bit in a pack",
                        script -> script.meet(requests("GET", "/data/"), 1, Fault.flippedInAnswer())),
                named(
                        "flipped bit in a pack's beginning",
                        script -> script.meet(
                                requests("GET", "/data/")
                                        .and(request -> request.header("Range")
                                                .filter(range -> range.startsWith("bytes=0-"))
                                                .isPresent()),
                                1,
                                Fault.flippedInAnswer())),
                named(
                        "flipped bit in an index",
                        script -> script.meet(requests("GET", "/index/"), 1, Fault.flippedInAnswer())),
                named(
                        "flipped bit in a snapshot",
                        script -> script.meet(requests("GET", "/snapshots/"), 1, Fault.flippedInAnswer())),
                named(
                        "flipped bit in a lock",
                        script -> script.meet(requests("GET", "/locks/"), 1, Fault.flippedInAnswer())),
                named(
                        "flipped bit in a key",
                        script -> script.meet(requests("GET", "/keys/"), 1, Fault.flippedInAnswer())),
                named(
                        "flipped bit in the config",
                        script -> script.meet(requests("GET", "/config"), 1, Fault.flippedInAnswer())),
                named("shortened pack", script -> script.meet(requests("GET", "/data/"), 1, Fault.shortened())),
                named("shortened index", script -> script.meet(requests("GET", "/index/"), 1, Fault.shortened())));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldLoseNothing(Consumer<Script> fault) throws IOException {
        Script script = new Script();
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            Path target = folder.resolve("target");
            for (Runnable run : new Runnable[] {
                () -> bucket.backUp(source),
                () -> bucket.backUp(source),
                bucket::check,
                () -> bucket.mustRestore(source, target)
            }) {
                script.end();
                fault.accept(script);
                run.run();
            }
            assertThat(bucket.proxy().faultsMet()).isPositive();
            bucket.mustBeSound(folder.resolve("scratch"));
        }
    }
}
