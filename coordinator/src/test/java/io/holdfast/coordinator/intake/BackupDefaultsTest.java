package io.holdfast.coordinator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupSpec;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.LocationPhase;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackupDefaultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The spec is what a Velero v1.18.3 server made of a request for one namespace. */
    @Test
    void shouldFillInWhatVeleroFillsIn() throws IOException {
        Backup backup = backup();
        backup.getSpec().includedNamespaces = List.of("bench");
        BackupDefaults.fill(backup, facts());
        JsonNode expected = JSON.readTree("""
                {"includedNamespaces": ["bench"],
                 "excludedClusterScopedResources": ["volumesnapshotcontents.snapshot.storage.k8s.io"],
                 "excludedNamespaceScopedResources": ["volumesnapshots.snapshot.storage.k8s.io"],
                 "ttl": "720h0m0s",
                 "volumeGroupSnapshotLabelKey": "velero.io/volume-group",
                 "storageLocation": "default",
                 "defaultVolumesToFsBackup": false,
                 "csiSnapshotTimeout": "10m0s",
                 "itemOperationTimeout": "4h0m0s",
                 "snapshotMoveData": false}
                """);
        assertThat((Object) JSON.valueToTree(backup.getSpec())).isEqualTo(expected);
        assertThat(backup.getMetadata().getLabels()).isEqualTo(Map.of("velero.io/storage-location", "default"));
        assertThat(backup.getMetadata().getAnnotations())
                .isEqualTo(Map.of(
                        "velero.io/resource-timeout", "10m0s",
                        "velero.io/source-cluster-k8s-gitversion", "v1.34.4",
                        "velero.io/source-cluster-k8s-major-version", "1",
                        "velero.io/source-cluster-k8s-minor-version", "34"));
    }

    @Test
    void shouldTakeAllNamespacesButThoseLabelledOtherwise() {
        Backup backup = backup();
        BackupDefaults.fill(backup, facts());
        BackupDefaults.fill(backup, new ClusterFacts("v", "1", "34", List.of("scratch"), facts().locations()));
        assertThat(backup.getSpec().includedNamespaces).isEqualTo(List.of("*"));
        assertThat(backup.getSpec().excludedNamespaces).isEqualTo(List.of("scratch"));
        assertThat(BackupValidation.errors(backup.getSpec(), facts().locations()))
                .isEmpty();
    }

    @Test
    void shouldRefuseOldAndNewFiltersTogether() {
        Backup backup = backup();
        backup.getSpec().includedResources = List.of("pods");
        backup.getSpec().includedClusterScopedResources = List.of("nodes");
        BackupDefaults.fill(backup, facts());
        assertThat(BackupValidation.errors(backup.getSpec(), facts().locations()))
                .singleElement()
                .asString()
                .contains("older filters", "Use either");
    }

    @Test
    void shouldRefuseALocationThatIsNotThereOrNotAvailable() {
        BackupSpec spec = backup().getSpec();
        spec.storageLocation = "default";
        assertThat(BackupValidation.errors(spec, List.of()))
                .singleElement()
                .asString()
                .startsWith("There is no");
        BackupStorageLocation location = facts().locations().getFirst();
        location.getStatus().phase = LocationPhase.UNAVAILABLE;
        location.getStatus().message = "the bucket is gone";
        assertThat(BackupValidation.errors(spec, List.of(location)))
                .singleElement()
                .asString()
                .contains("is not available: the bucket is gone.");
    }

    private static Backup backup() {
        Backup backup = new Backup();
        backup.setMetadata(
                new ObjectMetaBuilder().withName("a1").withNamespace("velero").build());
        return backup;
    }

    private static ClusterFacts facts() {
        BackupStorageLocation location = new BackupStorageLocation();
        location.setMetadata(new ObjectMetaBuilder().withName("default").build());
        location.getSpec().isDefault = true;
        location.getStatus().phase = LocationPhase.AVAILABLE;
        return new ClusterFacts("v1.34.4", "1", "34", List.of(), List.of(location));
    }
}
