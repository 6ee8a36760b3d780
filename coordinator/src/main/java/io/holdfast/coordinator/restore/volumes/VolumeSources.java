package io.holdfast.coordinator.restore.volumes;

import io.holdfast.coordinator.velero.PodVolumeBackup;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The volumes of a backup by the pods that had them. */
public record VolumeSources(Map<String, List<VolumeSource>> byPod) {
    public static VolumeSources of(Collection<PodVolumeBackup> backups) {
        return new VolumeSources(backups.stream()
                .map(VolumeSource::of)
                .collect(Collectors.groupingBy(source -> key(source.namespace(), source.pod()))));
    }

    /** Namespace and name as they are in the backup. */
    public List<VolumeSource> of(String namespace, String pod) {
        return byPod.getOrDefault(key(namespace, pod), List.of());
    }

    private static String key(String namespace, String pod) {
        return namespace + "/" + pod;
    }
}
