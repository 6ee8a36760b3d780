package io.holdfast.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class RetryingObjectStoreTest {
    private final FailingObjectStore failing = new FailingObjectStore(new MemoryObjectStore());
    private final List<Duration> waits = new ArrayList<>();
    private long now;

    @Test
    void shouldSucceedOnceTheStoreDoes() {
        failing.failBefore(3, unavailable());
        store().put("keys/k", ObjectContent.of("x"));
        assertThat(store().get("keys/k")).asString(UTF_8).isEqualTo("x");
        assertThat(waits).hasSize(3);
    }

    @Test
    void shouldDoubleTheWaitAndDrawItAtRandom() {
        failing.failBefore(12, unavailable());
        store().put("k", ObjectContent.of("x"));
        for (int i = 0; i < waits.size(); i++) {
            Duration ceiling = Duration.ofMillis(Math.min(200L << i, 30_000));
            assertThat(waits.get(i)).isBetween(Duration.ZERO, ceiling);
        }
        assertThat(waits).doesNotHaveDuplicates();
    }

    @Test
    void shouldWaitAsLongAsTheServerAsks() {
        S3Exception slowDown = (S3Exception) S3Exception.builder()
                .statusCode(503)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("SlowDown")
                        .sdkHttpResponse(SdkHttpResponse.builder()
                                .statusCode(503)
                                .putHeader("Retry-After", "17")
                                .build())
                        .build())
                .build();
        failing.failBefore(1, new S3Failures("s3:test", "test").of("write", "k", slowDown));
        store().put("k", ObjectContent.of("x"));
        assertThat(waits).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void shouldGiveUpAtTheDeadlineAndSayWhatWasTried() {
        failing.failBefore(Integer.MAX_VALUE, unavailable());
        assertThatThrownBy(() -> store().get("data/pack")).isInstanceOfSatisfying(BackupException.class, e -> {
            assertThat(e.kind()).isEqualTo(FailureKind.UNAVAILABLE);
            assertThat(e.getMessage())
                    .contains("read data/pack in memory", (waits.size() + 1) + " tries", "the line is dead");
            assertThat(e).hasCauseInstanceOf(BackupException.class);
        });
        assertThat(Duration.ofNanos(now)).isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
    }

    @Test
    void shouldGiveUpSoonerWhereACallIsWorthNoLonger() {
        failing.failBefore(Integer.MAX_VALUE, unavailable());
        ObjectStore quick = ObjectStores.within(Duration.ofMinutes(1), store());
        assertThatThrownBy(() -> quick.delete("locks/lock")).isInstanceOf(BackupException.class);
        assertThat(Duration.ofNanos(now)).isBetween(Duration.ofSeconds(20), Duration.ofMinutes(1));
    }

    /** Whoever may no longer write must not do so by a try that comes late. */
    @Test
    void shouldAskBeforeEachTryToChangeSomething() {
        AtomicInteger asked = new AtomicInteger();
        ObjectStore asking = ObjectStores.guarded(Duration.ofMinutes(10), store(), () -> {
            if (asked.incrementAndGet() == 3) {
                throw new BackupException(FailureKind.LEASE_LOST, "no more");
            }
        });
        failing.failBefore(2, unavailable());
        assertThatThrownBy(() -> asking.put("index/one", ObjectContent.of("x"))).hasMessage("no more");
        assertThat(failing.stat("index/one")).isEmpty();
        asking.delete("index/one");
        assertThat(asking.stat("index/one")).isEmpty();
        assertThat(asked).hasValue(4);
    }

    @Test
    void shouldNotTryAgainWhatCannotSucceed() {
        failing.failBefore(1, new BackupException(FailureKind.ACCESS_DENIED, "no"));
        assertThatThrownBy(() -> store().get("k")).hasMessage("no");
        assertThat(waits).isEmpty();
    }

    @Test
    void shouldEndWithCancelledWhenInterruptedWhileItWaits() {
        failing.failBefore(1, unavailable());
        Retries retries = new Retries(
                Retries.DEADLINE,
                () -> now,
                _ -> {
                    throw new InterruptedException();
                },
                new Random(1));
        ObjectStore store = new RetryingObjectStore(failing, retries);
        ObjectStoreContract.assertFails(FailureKind.CANCELLED, "k in memory", () -> store.delete("k"));
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Proves the comparison: the first try stored the object and its answer was lost. */
    @Test
    void shouldKnowItsOwnObjectAfterALostAnswer() {
        failing.failAfter(1, unavailable());
        assertThat(store().putIfAbsent("config", ObjectContent.of("ours"))).isTrue();
    }

    @Test
    void shouldNotTakeAnothersObjectForItsOwn() {
        failing.put("config", ObjectContent.of("them"));
        failing.failBefore(1, unavailable());
        assertThat(store().putIfAbsent("config", ObjectContent.of("ours"))).isFalse();
        assertThat(store().putIfAbsent("config", ObjectContent.of("them")))
                .as("without a failed try, the same bytes are somebody else's")
                .isFalse();
    }

    @Test
    void shouldNotTellOfAnObjectTwice() {
        failing.put("a", ObjectContent.of("x"));
        failing.failBefore(1, unavailable());
        List<String> keys = new ArrayList<>();
        store().list("", entry -> keys.add(entry.key()));
        assertThat(keys).containsExactly("a");
        failing.failAfter(1, unavailable());
        assertThatThrownBy(() -> store().list("", _ -> {})).isInstanceOf(BackupException.class);
        assertThat(waits).as("one for the listing that had told nothing").hasSize(1);
    }

    private ObjectStore store() {
        return new RetryingObjectStore(failing, new Retries(Retries.DEADLINE, () -> now, this::pause, new Random(7)));
    }

    private void pause(Duration time) {
        waits.add(time);
        now += time.toNanos();
    }

    private static BackupException unavailable() {
        return new BackupException(FailureKind.UNAVAILABLE, "the line is dead");
    }
}
