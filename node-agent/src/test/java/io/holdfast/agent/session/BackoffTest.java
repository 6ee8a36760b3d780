package io.holdfast.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void shouldGrowToItsBoundAndBeginAnew() {
        Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), new Random(7));
        Duration bound = Duration.ofMillis(200);
        for (int i = 0; i < 8; i++) {
            assertThat(backoff.next()).isBetween(bound.dividedBy(2), bound);
            bound = bound.multipliedBy(2).compareTo(Duration.ofSeconds(5)) < 0
                    ? bound.multipliedBy(2)
                    : Duration.ofSeconds(5);
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(200));
    }
}
