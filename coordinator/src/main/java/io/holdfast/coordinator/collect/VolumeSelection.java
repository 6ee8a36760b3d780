package io.holdfast.coordinator.collect;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeDevice;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which volumes of a pod are backed up by their files, by Velero's rules: those that the pod's annotation names, or, where
 * the backup takes all by default, all but those that another annotation names and those that Kubernetes fills itself.
 */
public final class VolumeSelection {
    public static final String OPT_IN = "backup.velero.io/backup-volumes";
    public static final String OPT_OUT = "backup.velero.io/backup-volumes-excludes";

    private VolumeSelection() {}

    /** In the order of the pod's volumes; those that nobody asked for are left out. */
    public static List<VolumeChoice> of(Pod pod, boolean allByDefault) {
        Map<String, Volume> volumes = orEmpty(pod.getSpec().getVolumes()).stream()
                .collect(Collectors.toMap(Volume::getName, Function.identity()));
        Stream<String> names =
                allByDefault ? byDefault(pod) : annotated(pod, OPT_IN).stream().sorted();
        return names.map(name -> choice(pod, name, Optional.ofNullable(volumes.get(name))))
                .toList();
    }

    private static Stream<String> byDefault(Pod pod) {
        Set<String> excluded = annotated(pod, OPT_OUT);
        return orEmpty(pod.getSpec().getVolumes()).stream()
                .filter(volume -> !isMadeByKubernetes(volume) && volume.getHostPath() == null)
                .map(Volume::getName)
                .filter(name -> !excluded.contains(name));
    }

    private static boolean isMadeByKubernetes(Volume volume) {
        return volume.getSecret() != null
                || volume.getConfigMap() != null
                || volume.getProjected() != null
                || volume.getDownwardAPI() != null
                || volume.getName().startsWith("default-token");
    }

    private static VolumeChoice choice(Pod pod, String name, Optional<Volume> found) {
        if (found.isEmpty()) {
            return new VolumeChoice.Impossible(name, "the pod has no volume of this name");
        }
        if (found.get().getHostPath() != null) {
            return new VolumeChoice.Impossible(name, "it is a folder of the node (hostPath)");
        }
        if (names(pod, VolumeSelection::devices).contains(name)) {
            return new VolumeChoice.Impossible(name, "it is a block device, which has no files");
        }
        if (!names(pod, VolumeSelection::mounts).contains(name)) {
            return new VolumeChoice.Impossible(name, "no container mounts it");
        }
        return new VolumeChoice.Chosen(found.get());
    }

    private static Set<String> annotated(Pod pod, String annotation) {
        String names = Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.<String, String>of())
                .getOrDefault(annotation, "");
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Pod pod, Function<Container, Stream<String>> used) {
        Set<String> names = new HashSet<>();
        Stream.concat(
                        orEmpty(pod.getSpec().getContainers()).stream(),
                        orEmpty(pod.getSpec().getInitContainers()).stream())
                .flatMap(used)
                .forEach(names::add);
        return names;
    }

    private static Stream<String> mounts(Container container) {
        return orEmpty(container.getVolumeMounts()).stream().map(VolumeMount::getName);
    }

    private static Stream<String> devices(Container container) {
        return orEmpty(container.getVolumeDevices()).stream().map(VolumeDevice::getName);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
