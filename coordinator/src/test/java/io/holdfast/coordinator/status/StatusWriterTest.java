package io.holdfast.coordinator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.cluster.ApiServer;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.BackupStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServer.Extension.class)
class StatusWriterTest {
    @Test
    void shouldChangeOnlyWhatIsSetAndRefuseToOverwriteTheUnseen(ApiServer server) {
        try (KubernetesClient client = server.newClient()) {
            Backup created = client.resource(backup()).create();
            StatusWriter writer = new StatusWriter(client);
            BackupStatus first = new BackupStatus();
            first.phase = BackupPhase.IN_PROGRESS;
            first.errors = 1;
            writer.write(created, first);
            BackupStatus second = new BackupStatus();
            second.warnings = 2;
            Backup written = writer.write(created, second);

            assertThat(written.getStatus().phase).isEqualTo(BackupPhase.IN_PROGRESS);
            assertThat(written.getStatus().errors).isEqualTo(1);
            assertThat(written.getStatus().warnings).isEqualTo(2);
            assertThat(written.getSpec().includedNamespaces).isEqualTo(List.of("*"));
            assertThatThrownBy(() -> writer.writeIfUnchanged(created, second))
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(409));
            assertThat(writer.writeIfUnchanged(written, first).getStatus().warnings)
                    .isEqualTo(2);
        }
    }

    private static Backup backup() {
        Backup backup = new Backup();
        backup.setMetadata(new ObjectMetaBuilder()
                .withNamespace("default")
                .withName("status-writer")
                .build());
        backup.getSpec().includedNamespaces = List.of("*");
        return backup;
    }
}
