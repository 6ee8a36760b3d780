package io.holdfast.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.concurrent.ManualTimers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final ManualTimers timers = new ManualTimers();
    private int losses;
    private final LeaseKeeper lease = new LeaseKeeper(timers, () -> losses++);

    /** Proves that an answer that was long under way does not stretch the lease beyond what the coordinator believes. */
    @Test
    void shouldCountFromTheSendingNotFromTheAnswer() {
        long sent = timers.nanoTime();
        timers.pass(Duration.ofSeconds(15));
        lease.grant(sent, LEASE);
        timers.pass(Duration.ofSeconds(5));
        assertThat(losses).isEqualTo(1);
    }

    @Test
    void shouldLastAsLongAsItIsRenewed() {
        for (int i = 0; i < 10; i++) {
            lease.grant(timers.nanoTime(), LEASE);
            timers.pass(Duration.ofSeconds(19));
        }
        assertThat(lease.holds()).isTrue();
        timers.pass(Duration.ofSeconds(1));
        assertThat(lease.holds()).isFalse();
        assertThat(losses).isEqualTo(1);
    }

    @Test
    void shouldNotBeShortenedByAnOlderAnswer() {
        long early = timers.nanoTime();
        timers.pass(Duration.ofSeconds(10));
        lease.grant(timers.nanoTime(), LEASE);
        lease.grant(early, LEASE);
        timers.pass(Duration.ofSeconds(19));
        assertThat(lease.holds()).isTrue();
    }

    @Test
    void shouldBeginAnewAfterALoss() {
        lease.grant(timers.nanoTime(), LEASE);
        timers.pass(LEASE);
        lease.grant(timers.nanoTime(), LEASE);
        assertThat(lease.holds()).isTrue();
    }

    @Test
    void shouldNotBeginWithAnAnswerThatComesTooLate() {
        long sent = timers.nanoTime();
        timers.pass(LEASE);
        lease.grant(sent, LEASE);
        assertThat(lease.holds()).isFalse();
    }
}
