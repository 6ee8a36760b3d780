package io.holdfast.coordinator.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.task.NodeLimits;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.Extension.class)
class ConfigMapLimitsTest {
    private static final String NAME = "node-agent-config";

    private final Semaphore changes = new Semaphore(0);

    private void write(KubernetesClient client, String json) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .withNamespace("default")
                        .endMetadata()
                        .addToData("anything.json", json)
                        .build())
                .serverSideApply();
    }

    private void awaitChange() throws InterruptedException {
        assertThat(changes.tryAcquire(10, TimeUnit.SECONDS))
                .as("a change reaches listeners within ten seconds")
                .isTrue();
    }

    @Test
    void shouldFollowTheConfigMap(ApiServer server) throws InterruptedException {
        try (KubernetesClient client = server.newClient();
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                ConfigMapLimits limits = new ConfigMapLimits(client, "default", NAME, executor)) {
            client.resource(new NodeBuilder()
                            .withNewMetadata()
                            .withName("slow-node")
                            .addToLabels("disk", "slow")
                            .endMetadata()
                            .build())
                    .serverSideApply();
            limits.onChange(changes::release);
            limits.start();
            assertThat(limits.limitsOf("slow-node")).isEqualTo(NodeLimits.UNSET);

            write(client, "{\"loadConcurrency\":{\"globalConfig\":3}}");
            awaitChange();
            assertThat(limits.limitsOf("slow-node").concurrentVolumes()).hasValue(3);

            write(
                    client,
                    "{\"loadConcurrency\":{\"globalConfig\":3,\"perNodeConfig\":"
                            + "[{\"nodeSelector\":{\"matchLabels\":{\"disk\":\"slow\"}},\"number\":1}]}}");
            awaitChange();
            assertThat(limits.limitsOf("slow-node").concurrentVolumes()).hasValue(1);
            assertThat(limits.limitsOf("another-node").concurrentVolumes()).hasValue(3);

            write(client, "{\"loadConcurrency\":{\"globalConfig\":\"nonsense\"}}");
            write(client, "{\"loadConcurrency\":{\"globalConfig\":5}}");
            awaitChange();
            assertThat(limits.limitsOf("another-node").concurrentVolumes()).hasValue(5);

            client.configMaps().inNamespace("default").withName(NAME).delete();
            awaitChange();
            assertThat(limits.limitsOf("slow-node")).isEqualTo(NodeLimits.UNSET);
        }
    }
}
