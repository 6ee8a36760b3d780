package io.holdfast.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.concurrent.ManualTimers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DailyWorkTest {
    @Test
    void shouldBeDoneAgainAlsoAfterAFailure() {
        ManualTimers timers = new ManualTimers();
        AtomicInteger times = new AtomicInteger();
        Runnable failing = () -> {
            times.incrementAndGet();
            throw new IllegalStateException("meant to fail");
        };
        new DailyWork(timers, Runnable::run, failing).start();
        assertThat(times).hasValue(0);
        timers.pass(Duration.ofDays(1));
        assertThat(times).hasValue(1);
        timers.pass(Duration.ofDays(1));
        assertThat(times).hasValue(2);
    }
}
