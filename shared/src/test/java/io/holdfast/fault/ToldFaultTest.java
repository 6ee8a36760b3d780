package io.holdfast.fault;

import static io.holdfast.fault.Script.FOR_EVER;
import static io.holdfast.fault.Script.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.crash.VariedTree;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.objectstore.ImpatientStores;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.objectstore.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong for good ends a run in time, by one sentence that names the object, the cause and the remedy. What was stored
 * is sound, and the next run completes. Seen to fail with expired tokens taken for any refusal in {@code S3Failures}, and with
 * requests that may outlast their call.
 */
@Timeout(180)
@SuppressWarnings("NullAway.Init")
class ToldFaultTest {
    private static final Fault SLOW_DOWN = Fault.refusal(503, "SlowDown", "Please reduce your request rate.");
    private static final Fault EXPIRED = Fault.refusal(403, "ExpiredToken", "The provided token has expired.");

    @TempDir
    private static Path folder;

    private static S3Server server;
    private static Path source;

    record Told(String name, Consumer<Script> fault, FailureKind kind, List<String> words) {
        Told(String name, Consumer<Script> fault, FailureKind kind, String... words) {
            this(name, fault, kind, List.of(words));
        }

        @Override
        public String toString() {
            return name;
        }
    }

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

    static Stream<Told> faultsOfABackup() {
        return Stream.of(
                new Told(
                        "503 to every pack",
                        script -> script.meet(requests("PUT", "/data/"), FOR_EVER, SLOW_DOWN),
                        FailureKind.UNAVAILABLE,
                        "write data/",
                        "gave up after",
                        "SlowDown"),
                new Told(
                        "no index arrives",
                        script -> script.meet(requests("PUT", "/index/"), FOR_EVER, Fault.resetBefore()),
                        FailureKind.UNAVAILABLE,
                        "write index/",
                        "gave up after",
                        "no answer"),
                new Told(
                        "silence to the snapshot",
                        script -> script.meet(requests("PUT", "/snapshots/"), FOR_EVER, Fault.silence()),
                        FailureKind.UNAVAILABLE,
                        "write snapshots/",
                        "gave up after",
                        "not done after " + FaultyBucket.LONGEST_TRY.toSeconds() + " seconds"),
                new Told(
                        "every pack is damaged on its way",
                        script -> script.meet(requests("PUT", "/data/"), FOR_EVER, Fault.flippedInRequest()),
                        FailureKind.UNAVAILABLE,
                        "write data/",
                        "damaged on the way"),
                new Told(
                        "indexes cannot be listed",
                        script -> script.meet(requests("GET", "index%2F"), FOR_EVER, SLOW_DOWN),
                        FailureKind.UNAVAILABLE,
                        "list index/",
                        "gave up after",
                        "SlowDown"),
                new Told(
                        "locks cannot be listed",
                        script -> script.meet(requests("GET", "locks%2F"), FOR_EVER, SLOW_DOWN),
                        FailureKind.UNAVAILABLE,
                        "list locks/",
                        "gave up after"),
                new Told(
                        "credentials expire",
                        script -> script.meetLater(requests("PUT", "/data/"), 1, FOR_EVER, EXPIRED),
                        FailureKind.ACCESS_DENIED,
                        "write data/",
                        "session token is no longer valid",
                        "get new credentials"),
                new Told(
                        "access key withdrawn",
                        script -> script.meetLater(
                                requests("PUT", ""),
                                4,
                                FOR_EVER,
                                Fault.refusal(403, "InvalidAccessKeyId", "The key does not exist.")),
                        FailureKind.ACCESS_DENIED,
                        "write ",
                        "does not know the access key id",
                        "check the credentials"),
                new Told(
                        "clock that cannot be corrected",
                        script -> script.meet(
                                requests("PUT", "/data/"),
                                FOR_EVER,
                                Fault.refusal(403, "RequestTimeTooSkewed", "The difference is too large.")),
                        FailureKind.ACCESS_DENIED,
                        "write data/",
                        "clock differs too much",
                        "set it"),
                new Told(
                        "the server goes away",
                        script -> script.meetLater(requests("PUT", "/data/"), 1, FOR_EVER, Fault.resetBefore())
                                .meetLater(requests("PUT|DELETE", "/locks/"), 1, FOR_EVER, Fault.resetBefore()),
                        FailureKind.UNAVAILABLE,
                        "write data/",
                        "gave up after"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfABackup")
    void shouldEndABackupInTimeAndLoseNothing(Told told) throws IOException {
        Script script = new Script();
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            told.fault().accept(script);

            fails(told, () -> bucket.backUp(source));

            script.end();
            bucket.mustBeSound(folder.resolve("scratch"));
            bucket.backUp(source);
            bucket.mustRestore(source, folder.resolve("target"));
        }
    }

    static Stream<Told> faultsOfARestore() {
        return Stream.of(
                new Told(
                        "503 to every pack",
                        script -> script.meet(requests("GET", "/data/"), FOR_EVER, SLOW_DOWN),
                        FailureKind.UNAVAILABLE,
                        "read data/",
                        "gave up after",
                        "SlowDown"),
                new Told(
                        "every pack is cut short",
                        script -> script.meet(requests("GET", "/data/"), FOR_EVER, Fault.truncated()),
                        FailureKind.UNAVAILABLE,
                        "read data/",
                        "gave up after"),
                new Told(
                        "every pack is damaged on its way",
                        script -> script.meet(requests("GET", "/data/"), FOR_EVER, Fault.flippedInAnswer()),
                        FailureKind.CORRUPT,
                        "The pack file ",
                        "is damaged",
                        "restic repair packs"),
                new Told(
                        "credentials expire",
                        script -> script.meetLater(requests("GET", "/data/"), 1, FOR_EVER, EXPIRED),
                        FailureKind.ACCESS_DENIED,
                        "read data/",
                        "get new credentials"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfARestore")
    void shouldEndARestoreInTimeAndCompleteTheNext(Told told) throws IOException {
        Script script = new Script();
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            bucket.backUp(source);
            told.fault().accept(script);

            fails(told, () -> bucket.restore(folder.resolve("target")));

            script.end();
            bucket.mustRestore(source, folder.resolve("target"));
        }
    }

    @Test
    void shouldEndACheckThatCannotReadThePacks() throws IOException {
        Script script = new Script();
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            bucket.backUp(source);
            Told told = new Told(
                    "503 to every pack",
                    faulty -> faulty.meet(requests("GET", "/data/"), FOR_EVER, SLOW_DOWN),
                    FailureKind.UNAVAILABLE,
                    "read data/",
                    "gave up after",
                    "SlowDown");
            told.fault().accept(script);

            fails(told, bucket::check);

            script.end();
            bucket.check();
        }
    }

    /** The backup is whole; what is left behind is a lock that others see, until it is stale. */
    @Test
    void shouldCompleteABackupWhoseLockCannotBeRemoved() throws IOException {
        Script script = new Script().meet(requests("DELETE", "/locks/"), FOR_EVER, SLOW_DOWN);
        try (FaultyBucket bucket = new FaultyBucket(server, script::next)) {
            bucket.backUp(source);
            assertThat(bucket.proxy().faultsMet()).isPositive();
            script.end();
            bucket.mustRestore(source, folder.resolve("target"));
            bucket.mustBeSound(folder.resolve("scratch"));
        }
    }

    /** The first request is a HEAD, and the answer to that has no room for a reason. */
    @Test
    void shouldSayFromTheStartWhyTheServerRefuses() throws IOException {
        try (FaultyBucket bucket = new FaultyBucket(server, _ -> EXPIRED)) {
            Told told = new Told("expired", _ -> {}, FailureKind.ACCESS_DENIED, "config", "get new credentials");
            fails(told, () -> bucket.backUp(source));
        }
    }

    /** A lock is lost while a single request may still take its time. */
    @Test
    void shouldEndARequestWithTheTimeThatItsCallHas() throws IOException {
        Duration longest = Duration.ofMinutes(2);
        try (FaultProxy proxy = new FaultProxy(server.endpoint())) {
            proxy.ask(_ -> Fault.silence());
            try (ObjectStore store = ImpatientStores.open(proxy.endpoint(), "silent", longest, longest)) {
                ObjectStore quick = ObjectStores.within(Duration.ofSeconds(1), store);
                long start = System.nanoTime();
                Told told = new Told(
                        "silence", _ -> {}, FailureKind.UNAVAILABLE, "read locks/1", "not done after 1 seconds");
                fails(told, () -> quick.get("locks/1"));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            }
        }
    }

    private static void fails(Told told, ThrowingCallable work) {
        BackupException failure = catchThrowableOfType(BackupException.class, work);
        assertThat(failure).as(told.name()).isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(told.kind());
        assertThat(failure).hasMessageContainingAll(told.words().toArray(String[]::new));
        assertThat(failure.getMessage())
                .hasLineCount(1)
                .doesNotContain("Exception")
                .doesNotContain(S3Server.CREDENTIALS.secretAccessKey());
        assertThat(String.valueOf(failure.getMessage()).split("gave up", -1))
                .as(failure.getMessage())
                .hasSizeLessThanOrEqualTo(2);
    }
}
