package io.holdfast.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void shouldNeverLendMoreThanItsPermits() throws Exception {
        Limit limit = new Limit(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("limit"))) {
            for (int i = 0; i < 200; i++) {
                group.fork(() -> {
                    try (Permit _ = limit.acquire()) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        LockSupport.parkNanos(10_000);
                        inside.decrementAndGet();
                    }
                });
            }
            group.join();
        }
        assertThat(most.get()).isBetween(1, 3);
        assertThat(limit.inUse()).isZero();
    }

    @Test
    void shouldLetAWaiterInAsSoonAsItGrows() throws Exception {
        Limit limit = new Limit(1);
        try (Permit _ = limit.acquire()) {
            Thread waiter = Workers.virtualThreads("waiter").newThread(() -> {
                try {
                    limit.acquire().close();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            waiter.start();
            await().until(() -> waiter.getState() == Thread.State.WAITING);
            limit.resize(2);
            assertThat(waiter.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void shouldHoldBackAfterItShrankUntilEnoughCameBack() throws Exception {
        Limit limit = new Limit(2);
        Permit first = limit.acquire();
        Permit second = limit.acquire();
        limit.resize(1);
        AtomicInteger entered = new AtomicInteger();
        Thread waiter = Workers.virtualThreads("waiter").newThread(() -> {
            try (Permit _ = limit.acquire()) {
                entered.incrementAndGet();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        first.close();
        assertThat(entered.get()).isZero();
        second.close();
        waiter.join();
        assertThat(entered.get()).isOne();
    }

    @Test
    void shouldCountAPermitOnceThatIsClosedTwice() throws Exception {
        Limit limit = new Limit(2);
        Permit first = limit.acquire();
        Permit second = limit.acquire();
        first.close();
        first.close();
        assertThat(limit.inUse()).isOne();
        second.close();
    }

    @Test
    void shouldPassTheTurnOnWhenTheFirstWaiterIsInterrupted() throws Exception {
        Limit limit = new Limit(1);
        Permit held = limit.acquire();
        Thread interrupted = Workers.virtualThreads("first")
                .newThread(() -> assertThatThrownBy(limit::acquire).isInstanceOf(InterruptedException.class));
        interrupted.start();
        await().until(() -> interrupted.getState() == Thread.State.WAITING);
        Thread second = Workers.virtualThreads("second").newThread(() -> {
            try (Permit _ = limit.acquire()) {
                assertThat(limit.inUse()).isOne();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        second.start();
        await().until(() -> second.getState() == Thread.State.WAITING);
        interrupted.interrupt();
        interrupted.join();
        held.close();
        second.join();
        assertThat(limit.inUse()).isZero();
    }

    @Test
    void shouldRefuseALimitOfNone() {
        assertThatThrownBy(() -> new Limit(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
