package io.holdfast.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CpuGovernorTest {
    private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

    private long wall;
    private long cpu;

    @Test
    void shouldHoldAGreedyProcessToItsThreads() {
        CpuGovernor governor = governor(1);
        long horizon = Duration.ofSeconds(10).toNanos();
        while (wall < horizon) {
            long wait = governor.nanosToWait();
            // Four busy processors for five milliseconds of work, or none while it waits.
            wall += wait > 0 ? wait : 5 * MILLISECOND;
            cpu += wait > 0 ? 0 : 20 * MILLISECOND;
        }
        assertThat(cpu).isBetween(horizon * 95 / 100, horizon * 102 / 100);
    }

    @Test
    void shouldChargeWhatOthersInTheProcessUse() {
        CpuGovernor governor = governor(2);
        wall += 40 * MILLISECOND;
        cpu += 120 * MILLISECOND;
        assertThat(governor.nanosToWait())
                .as("of 30 ms in the bucket and 80 earned, 120 are gone: 10 ms short for two threads")
                .isEqualTo(5 * MILLISECOND);
    }

    @Test
    void shouldNeverHoldBackABudgetOfAllProcessors() {
        CpuGovernor governor = governor(4);
        for (int i = 0; i < 100; i++) {
            wall += 20 * MILLISECOND;
            cpu += 80 * MILLISECOND;
            assertThat(governor.nanosToWait()).isLessThanOrEqualTo(CpuGovernor.SAMPLE / 10);
        }
    }

    @Test
    void shouldNotSaveUpIdleTime() {
        CpuGovernor governor = governor(1);
        wall += Duration.ofHours(1).toNanos();
        assertThat(governor.nanosToWait()).isZero();
        wall += 20 * MILLISECOND;
        cpu += 40 * MILLISECOND;
        assertThat(governor.nanosToWait())
                .as("the burst is 15 ms, the excess 20 ms")
                .isPositive();
    }

    @Test
    void shouldForgetADebtBeyondItsWindow() {
        CpuGovernor governor = governor(1);
        wall += CpuGovernor.SAMPLE;
        cpu += Duration.ofHours(1).toNanos();
        assertThat(governor.nanosToWait()).isPositive();
        wall += CpuGovernor.WINDOW + CpuGovernor.SAMPLE;
        assertThat(governor.nanosToWait()).isZero();
    }

    @Test
    void shouldStartAfreshWhenItIsResized() {
        CpuGovernor governor = governor(1);
        wall += CpuGovernor.SAMPLE;
        cpu += Duration.ofSeconds(1).toNanos();
        assertThat(governor.nanosToWait()).isPositive();
        governor.resize(3);
        wall += MILLISECOND;
        assertThat(governor.nanosToWait()).isZero();
    }

    private CpuGovernor governor(int threads) {
        return new CpuGovernor(threads, () -> wall, () -> cpu);
    }
}
