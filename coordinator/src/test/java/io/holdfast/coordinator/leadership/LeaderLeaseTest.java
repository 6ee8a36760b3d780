package io.holdfast.coordinator.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.concurrent.Timers;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.dispatch.Leadership;
import io.holdfast.failure.BackupException;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.Extension.class)
class LeaderLeaseTest {
    private static final String NAMESPACE = "leases";

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(Workers.virtualThreads("lease"));
    private final KubernetesClient client;

    LeaderLeaseTest(ApiServer server) {
        client = server.newClient();
    }

    @BeforeEach
    void createNamespace() {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build())
                .serverSideApply();
        client.leases().inNamespace(NAMESPACE).withName(LeaderLease.NAME).delete();
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        executor.shutdownNow();
        client.close();
    }

    @Test
    void shouldCountUpWithEachLeadershipAndFreeTheLeaseAtItsEnd() {
        try (LeaderLease first = acquire(new LeaseHolder("pod-a", 1, 1))) {
            assertThat(first.get()).isEqualTo(new Leadership.Leading(1));
        }
        try (LeaderLease second = acquire(new LeaseHolder("pod-b", 1, 1))) {
            assertThat(second.get()).isEqualTo(new Leadership.Leading(2));
        }
    }

    @Test
    void shouldTakeOverFromADeadProcessOfTheSameHostAtOnceAndStopIt() {
        LeaderLease dead = acquire(new LeaseHolder("pod-a", 1, 1000));
        long begin = System.nanoTime();
        try (LeaderLease next = acquire(new LeaseHolder("pod-a", 1, 2000))) {
            assertThat(next.epoch()).isEqualTo(2);
            assertThat(System.nanoTime() - begin).isLessThan(LeaderLease.DURATION.toNanos() / 2);
            // had it only been slow, closing must not take the Lease from its successor
            dead.close();
            assertThat(client.leases()
                            .inNamespace(NAMESPACE)
                            .withName(LeaderLease.NAME)
                            .get()
                            .getSpec()
                            .getHolderIdentity())
                    .isEqualTo("pod-a_1_2000");
        }
    }

    @Test
    void shouldRefuseToStandBesideAHolderThatLives() {
        try (LeaderLease _ = acquire(new LeaseHolder("pod-a", 1, 1))) {
            assertThatThrownBy(() -> acquire(new LeaseHolder("pod-b", 1, 1)))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("pod-a_1_1")
                    .hasMessageContaining("stop it before");
        }
    }

    private LeaderLease acquire(LeaseHolder holder) {
        return LeaderLease.acquire(
                client, NAMESPACE, holder, Clock.systemUTC(), Timers.on(scheduler), executor, () -> {});
    }
}
