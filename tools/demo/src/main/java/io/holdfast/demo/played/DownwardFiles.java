package io.holdfast.demo.played;

import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Volumes that show a pod its own annotations, as files that are exchanged whole. */
final class DownwardFiles {
    private static final Pattern ANNOTATION = Pattern.compile("metadata\\.annotations\\['(.+)']");

    private DownwardFiles() {}

    static boolean isShownBy(Volume volume) {
        return volume.getDownwardAPI() != null;
    }

    /** Writes the files of one volume as the pod is now. */
    static void write(Pod pod, Volume volume, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> annotations =
                Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.of());
        for (DownwardAPIVolumeFile file :
                Objects.requireNonNullElse(volume.getDownwardAPI().getItems(), List.<DownwardAPIVolumeFile>of())) {
            String value = annotation(file).map(annotations::get).orElse("");
            Path fresh = Files.writeString(folder.resolve(".." + file.getPath()), value);
            Files.move(fresh, folder.resolve(file.getPath()), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static Optional<String> annotation(DownwardAPIVolumeFile file) {
        Matcher matcher = ANNOTATION.matcher(file.getFieldRef().getFieldPath());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
