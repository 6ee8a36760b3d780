package io.holdfast.coordinator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RivalServersTest {
    @ParameterizedTest
    @CsvSource({
        "velero/velero:v1.18.3, true",
        "registry.example:5000/mirror/velero/velero@sha256:1234, true",
        "velero/velero, true",
        "example.com/holdfast/coordinator:1, false",
        "velero/velero-plugin-for-aws:v1.12.0, false",
    })
    void shouldKnowVeleroByItsImage(String image, boolean velero) {
        assertThat(RivalServers.isVelero(deployment(image))).isEqualTo(velero);
    }

    private static Deployment deployment(String image) {
        return new DeploymentBuilder()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withImage(image)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
