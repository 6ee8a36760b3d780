package io.holdfast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.crash.VariedTree;
import io.holdfast.objectstore.ImpatientStores;
import io.holdfast.objectstore.ObjectContent;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.S3Server;
import io.holdfast.objectstore.SkewedClock;
import io.holdfast.repository.LockMode;
import io.holdfast.repository.LockOwner;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.repository.RepositoryLock;
import io.holdfast.repository.RepositoryOptions;
import io.holdfast.repository.StoredLock;
import io.holdfast.repository.TestRepositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real server refuses what was signed at another time than it has; we take over its time and go on. Seen to fail where
 * {@code S3Requests} does not send a refused request again, and with locks that bear the machine's time.
 */
@Timeout(180)
class SkewedClockTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void shouldWorkWithAClockThatIsAnHourWrong(int hours) throws IOException {
        Path source = Files.createDirectory(folder.resolve("source"));
        VariedTree.fill(source);
        AtomicInteger refusals = new AtomicInteger();
        Fault watched = exchange -> {
            Message answer = exchange.forward();
            if (answer.head().getFirst().contains(" 403 ")) {
                refusals.incrementAndGet();
            }
            exchange.reply(answer);
        };
        try (S3Server server = S3Server.start(folder);
                SkewedClock _ = new SkewedClock(Duration.ofHours(hours));
                FaultyBucket bucket = new FaultyBucket(server, _ -> watched)) {
            bucket.backUp(source);
            bucket.mustRestore(source, folder.resolve("target"));
            bucket.mustBeSound(folder.resolve("scratch"));
        }
        assertThat(refusals.get()).as("requests that the server refused").isBetween(1, 3);
    }

    /** A process whose first request is no HEAD, or whose clock goes wrong while it runs. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void shouldSendARefusedRequestAgain(int hours) throws IOException {
        Duration patience = Duration.ofMinutes(1);
        try (S3Server server = S3Server.start(folder);
                SkewedClock _ = new SkewedClock(Duration.ofHours(hours));
                ObjectStore store = ImpatientStores.open(server.endpoint(), "first", patience, patience)) {
            store.put("key", ObjectContent.of("value"));
            assertThat(store.get("key")).asString().isEqualTo("value");
        }
    }

    /** Others take a lock for stale by clocks that are right: it bears the time of the server. */
    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void shouldLockByTheTimeThatOthersHave(int hours) throws IOException {
        Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
        Duration patience = Duration.ofMinutes(1);
        try (S3Server server = S3Server.start(folder);
                SkewedClock _ = new SkewedClock(Duration.ofHours(hours));
                ObjectStore store = ImpatientStores.open(server.endpoint(), "locked", patience, patience, wrong);
                OpenRepository repository = Repository.create(
                        store, TestRepositories.PASSWORD, RepositoryOptions.madeBy("test", "test"), wrong);
                RepositoryLock lock = repository.lock(new LockOwner("node", "agent"), LockMode.SHARED)) {
            lock.ensureHeld();
            Instant now = Instant.now();
            StoredLock stored = repository.locks().list().locks().getFirst();
            assertThat(stored.time()).isBetween(now.minus(patience), now.plus(patience));
            assertThat(repository.locks().now()).isBetween(now.minus(patience), now.plus(patience));
        }
    }
}
