package io.holdfast.coordinator.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeSelectionTest {
    private static final String VOLUMES = """
              containers:
                - name: c
                  image: i
                  volumeMounts: [{name: data}, {name: host}, {name: secret}, {name: cache}]
                  volumeDevices: [{name: block}]
              volumes:
                - {name: data, persistentVolumeClaim: {claimName: data}}
                - {name: block, persistentVolumeClaim: {claimName: block}}
                - {name: cache, emptyDir: {}}
                - {name: loose, emptyDir: {}}
                - {name: host, hostPath: {path: /}}
                - {name: secret, secret: {secretName: s}}
                - {name: default-token-x, emptyDir: {}}
            """;

    @Test
    void shouldTakeWhatTheAnnotationNamesAndSayWhatCannotBe() {
        assertThat(describe("backup.velero.io/backup-volumes: 'secret, data,host,block,absent'", false))
                .containsExactly(
                        "absent: the pod has no volume of this name",
                        "block: it is a block device, which has no files",
                        "data",
                        "host: it is a folder of the node (hostPath)",
                        "secret");
    }

    @Test
    void shouldTakeNothingUnasked() {
        assertThat(describe("other: x", false)).isEmpty();
    }

    @Test
    void shouldTakeAllByDefaultButWhatIsExcludedOrKubernetesOwn() {
        assertThat(describe("backup.velero.io/backup-volumes-excludes: cache", true))
                .containsExactly(
                        "data", "block: it is a block device, which has no files", "loose: no container mounts it");
    }

    private static List<String> describe(String annotation, boolean all) {
        Pod pod = Serialization.unmarshal(
                "metadata: {name: p, namespace: n, annotations: {" + annotation + "}}\nspec:\n" + VOLUMES, Pod.class);
        return VolumeSelection.of(pod, all).stream()
                .map(choice -> switch (choice) {
                    case VolumeChoice.Chosen(var volume) -> volume.getName();
                    case VolumeChoice.Impossible(String name, String reason) -> name + ": " + reason;
                })
                .toList();
    }
}
