package io.holdfast.coordinator.status;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.holdfast.coordinator.velero.GoDuration;
import io.holdfast.coordinator.velero.VeleroNames;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** After which the volumes of a run are given up: what its annotation says, as Velero has it, or the server's default. */
public final class VolumeTimeout {
    private VolumeTimeout() {}

    /** An annotation that is no duration is told to the log, and left aside. */
    public static Duration of(ObjectMeta run, Duration byDefault, RunLog log) {
        String wish = Objects.requireNonNullElse(run.getAnnotations(), Map.<String, String>of())
                .getOrDefault(VeleroNames.VOLUME_TIMEOUT, "");
        if (wish.isEmpty()) {
            return byDefault;
        }
        try {
            Duration parsed = GoDuration.parse(wish).value();
            if (parsed.isPositive()) {
                return parsed;
            }
        } catch (IllegalArgumentException e) {
            log.info(Objects.toString(e.getMessage()));
        }
        log.error(
                ResultScope.server(),
                "The annotation " + VeleroNames.VOLUME_TIMEOUT + " says \"" + wish
                        + "\", which is no duration such as 4h;" + " the volumes have " + GoDuration.of(byDefault));
        return byDefault;
    }
}
