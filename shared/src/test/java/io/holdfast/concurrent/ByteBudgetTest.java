package io.holdfast.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
    @Test
    void shouldLendTheWholeBudgetWhereMoreIsAskedFor() throws Exception {
        ByteBudget budget = new ByteBudget(100);
        try (Lease lease = budget.acquire(1_000)) {
            assertThat(lease.bytes()).isEqualTo(100);
            assertThat(budget.inUse()).isEqualTo(100);
        }
        assertThat(budget.inUse()).isZero();
    }

    @Test
    void shouldServeALargeRequestBeforeSmallOnesThatCameLater() throws Exception {
        ByteBudget budget = new ByteBudget(100);
        List<String> order = new CopyOnWriteArrayList<>();
        Lease held = budget.acquire(60);
        Thread large = start(budget, 100, "large", order);
        Thread small = start(budget, 10, "small", order);
        assertThat(order).as("the small one fits, but must not overtake").isEmpty();
        held.close();
        large.join();
        small.join();
        assertThat(order).containsExactly("large", "small");
    }

    @Test
    void shouldKeepItsAccountWhenItIsResizedWhileBytesAreLent() throws Exception {
        ByteBudget budget = new ByteBudget(100);
        Lease held = budget.acquire(80);
        budget.resize(50);
        assertThat(budget.inUse()).isEqualTo(80);
        held.close();
        try (Lease lease = budget.acquire(80)) {
            assertThat(lease.bytes()).isEqualTo(50);
        }
        assertThat(budget.inUse()).isZero();
    }

    private static Thread start(ByteBudget budget, long bytes, String name, List<String> order) {
        Thread thread = Workers.platformThreads(name).newThread(() -> {
            try (Lease _ = budget.acquire(bytes)) {
                order.add(name);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }
}
