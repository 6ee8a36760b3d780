package io.holdfast.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ThreadBudgetTest {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Proves the governor: one permit alone would let the ungoverned spinner and the worker use two processors. */
    @Test
    void shouldHoldTheWholeProcessToOneThread() throws Exception {
        assumeThat(Runtime.getRuntime().availableProcessors())
                .as("one processor needs no governing")
                .isGreaterThan(1);
        ThreadBudget budget = new ThreadBudget(1);
        long wall = Duration.ofMillis(2_500).toNanos();
        long start = System.nanoTime();
        long startCpu = SYSTEM.getProcessCpuTime();
        try (TaskGroup group = new TaskGroup(Workers.platformThreads("spin"))) {
            for (int i = 0; i < 4; i++) {
                group.fork(() -> {
                    while (System.nanoTime() - start < wall) {
                        try (Permit _ = budget.acquire()) {
                            spin(Duration.ofMillis(4));
                        }
                    }
                });
            }
            group.fork(() -> {
                // Work that holds no permit for a quarter of the time, as a JIT or GC thread would.
                for (long next = start;
                        next - start < wall;
                        next += Duration.ofMillis(40).toNanos()) {
                    for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
                        LockSupport.parkNanos(left); // idle until the next beat: this is the load itself, not a wait
                    }
                    spin(Duration.ofMillis(10));
                }
            });
            group.join();
        }
        double threads = (double) (SYSTEM.getProcessCpuTime() - startCpu) / (System.nanoTime() - start);
        assertThat(threads).as("a busy machine may give less").isBetween(0.02, 1.1);
    }

    @Test
    void shouldTakeAndGiveBackPermits() throws Exception {
        ThreadBudget budget = new ThreadBudget(2);
        Permit first = budget.acquire();
        Permit second = budget.acquire();
        first.close();
        budget.acquire().close();
        second.close();
        budget.resize(5);
        assertThat(budget.threads()).isEqualTo(5);
    }

    /** Proves the permit's return: without it the second acquire would wait for ever. */
    @Test
    void shouldGiveThePermitBackWhenTheGovernorsWaitIsInterrupted() throws Exception {
        long[] cpu = {0};
        CpuGovernor exhausted = new CpuGovernor(1, () -> 0, () -> cpu[0]);
        cpu[0] = Duration.ofSeconds(5).toNanos();
        ThreadBudget budget = new ThreadBudget(1, exhausted);
        Thread waiter = Workers.platformThreads("waiter").newThread(() -> {
            try (Permit _ = budget.acquire()) {
                throw new AssertionError("an exhausted budget lent a permit");
            } catch (InterruptedException expected) {
                Thread.currentThread().interrupt();
            }
        });
        waiter.start();
        waiter.interrupt();
        waiter.join();
        budget.resize(2);
        budget.acquire().close();
    }

    private static void spin(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
