package io.holdfast.coordinator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.holdfast.coordinator.cluster.ApiServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The agents' manifest fits a real API server, and what the coordinator expects of agents. */
@ExtendWith(ApiServer.Extension.class)
class AgentManifestTest {
    private static final Path MANIFEST = Path.of("..", "deploy", "daemonset", "node-agent.yaml");

    @Test
    void shouldBeTakenByTheApiServer(ApiServer server) throws IOException {
        try (KubernetesClient client = server.newClient();
                InputStream yaml = Files.newInputStream(MANIFEST)) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("velero")
                            .endMetadata()
                            .build())
                    .serverSideApply();
            List<HasMetadata> applied =
                    client.load(yaml).fieldValidation(Validation.STRICT).create();
            assertThat(applied).extracting(HasMetadata::getKind).containsExactly("ServiceAccount", "DaemonSet");

            DaemonSet agents = (DaemonSet) applied.getLast();
            var pod = agents.getSpec().getTemplate().getSpec();
            assertThat(pod.getServiceAccountName()).isEqualTo("holdfast-node-agent");
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(volume(pod.getVolumes(), "token")
                            .getProjected()
                            .getSources()
                            .getFirst()
                            .getServiceAccountToken()
                            .getAudience())
                    .isEqualTo(TokenReviewRules.AUDIENCE);
            assertThat(volume(pod.getVolumes(), "authority").getConfigMap().getName())
                    .isEqualTo(SecretTlsStore.AUTHORITY_CONFIG_MAP);
            assertThat(pod.getContainers().getFirst().getArgs())
                    .contains("--coordinator="
                            + ServingIdentity.serviceHosts("velero").get(2) + ":7443");
        }
    }

    private static Volume volume(List<Volume> volumes, String name) {
        return volumes.stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
