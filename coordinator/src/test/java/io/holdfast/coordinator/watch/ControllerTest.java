package io.holdfast.coordinator.watch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.concurrent.ManualTimers;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.cluster.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.Extension.class)
class ControllerTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final ManualTimers timers = new ManualTimers();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final KubernetesClient client;
    private final String namespace = "controller-" + NAMESPACES.incrementAndGet();
    private final SharedIndexInformer<ConfigMap> informer;

    ControllerTest(ApiServer server) {
        client = server.newClient();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        informer = client.configMaps().inNamespace(namespace).runnableInformer(0);
    }

    @BeforeEach
    void start() {
        informer.run();
    }

    @AfterEach
    void stop() {
        informer.stop();
        client.close();
    }

    @Test
    void shouldCallForWhatIsThereAndWhatChanges() {
        put("a", "1");
        try (Controller<ConfigMap> _ = start(resource -> record(resource, Optional.empty()))) {
            await().untilAsserted(() -> assertThat(calls).containsExactly("a=1"));
            put("a", "2");
            await().untilAsserted(() -> assertThat(calls).containsExactly("a=1", "a=2"));
        }
    }

    @Test
    void shouldCallAgainWhenTheTimeHasCome() {
        put("a", "1");
        try (Controller<ConfigMap> _ = start(resource -> record(resource, Optional.of(Duration.ofMinutes(1))))) {
            await().untilAsserted(() -> assertThat(calls).hasSize(1));
            awaitCallsWhilePassing(Duration.ofMinutes(1), 2);
        }
    }

    @Test
    void shouldRepeatAFailedCall() {
        put("a", "1");
        Reconciler<ConfigMap> failing = resource -> {
            record(resource, Optional.empty());
            throw new IllegalStateException("meant to fail");
        };
        try (Controller<ConfigMap> _ = start(failing)) {
            await().untilAsserted(() -> assertThat(calls).hasSize(1));
            awaitCallsWhilePassing(Duration.ofSeconds(2), 3);
        }
    }

    @Test
    void shouldRepeatACallThatMeetsAnError() {
        put("a", "1");
        Reconciler<ConfigMap> failing = resource -> {
            record(resource, Optional.empty());
            throw new AssertionError("meant to fail");
        };
        try (Controller<ConfigMap> controller = start(failing)) {
            await().untilAsserted(() -> assertThat(calls).hasSize(1));
            awaitCallsWhilePassing(Duration.ofSeconds(2), 3);
            assertThat(controller.isLive()).isTrue();
        }
    }

    @Test
    void shouldSayThatItsProcessIsBroken() {
        put("a", "1");
        Reconciler<ConfigMap> exhausting = resource -> {
            throw new OutOfMemoryError("meant to fail");
        };
        try (Controller<ConfigMap> controller = start(exhausting)) {
            await().untilAsserted(() -> assertThat(calls).containsExactly("broken"));
            assertThat(controller.isLive()).isFalse();
        }
    }

    @Test
    void shouldNotBeLiveWithoutItsWatch() {
        try (Controller<ConfigMap> controller = start(resource -> record(resource, Optional.empty()))) {
            assertThat(controller.isLive()).isTrue();
            informer.stop();
            assertThat(controller.isLive()).isFalse();
        }
    }

    @Test
    void shouldCallOnceMoreForChangesDuringACall() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicInteger inside = new AtomicInteger();
        put("a", "1");
        Reconciler<ConfigMap> slow = resource -> {
            assertThat(inside.incrementAndGet())
                    .as("calls at once for one name")
                    .isEqualTo(1);
            entered.countDown();
            awaitLatch(leave);
            inside.decrementAndGet();
            return record(resource, Optional.empty());
        };
        try (Controller<ConfigMap> controller = start(slow)) {
            awaitLatch(entered);
            put("a", "2");
            put("a", "3");
            await().until(() -> "3".equals(cached("a")));
            controller.want(namespace + "/a");
            leave.countDown();
            await().untilAsserted(() -> assertThat(calls).containsExactly("a=1", "a=3"));
        }
    }

    @Test
    void shouldTellWhatIsGone() {
        put("a", "1");
        ConcurrentLinkedQueue<String> gone = new ConcurrentLinkedQueue<>();
        Reconciler<ConfigMap> listening = new Reconciler<>() {
            @Override
            public Optional<Duration> reconcile(ConfigMap resource) {
                return record(resource, Optional.empty());
            }

            @Override
            public void removed(String key) {
                gone.add(key);
            }
        };
        try (Controller<ConfigMap> _ = start(listening)) {
            await().untilAsserted(() -> assertThat(calls).hasSize(1));
            client.configMaps().inNamespace(namespace).withName("a").delete();
            await().untilAsserted(() -> assertThat(gone).containsExactly(namespace + "/a"));
        }
    }

    private Controller<ConfigMap> start(Reconciler<ConfigMap> reconciler) {
        return Controller.start(
                informer, reconciler, timers, Workers.virtualThreads("test"), () -> calls.add("broken"));
    }

    private Optional<Duration> record(ConfigMap resource, Optional<Duration> again) {
        calls.add(resource.getMetadata().getName() + "=" + resource.getData().get("value"));
        return again;
    }

    private void put(String name, String value) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withData(Map.of("value", value))
                        .build())
                .createOr(existing -> existing.update());
        await().until(() -> value.equals(cached(name)));
    }

    private String cached(String name) {
        return List.copyOf(informer.getIndexer().list()).stream()
                .filter(c -> c.getMetadata().getName().equals(name))
                .map(c -> c.getData().get("value"))
                .findFirst()
                .orElse("");
    }

    private void awaitCallsWhilePassing(Duration step, int count) {
        await().untilAsserted(() -> {
            timers.pass(step);
            assertThat(calls).hasSizeGreaterThanOrEqualTo(count);
        });
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
