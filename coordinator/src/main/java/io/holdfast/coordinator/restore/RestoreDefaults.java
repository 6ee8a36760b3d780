package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupPhase;
import io.holdfast.coordinator.velero.GoDuration;
import io.holdfast.coordinator.velero.RestoreSpec;
import io.holdfast.coordinator.velero.VeleroNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a Restore means where it says nothing, as Velero fills it in. */
final class RestoreDefaults {
    private static final Duration ITEM_OPERATION_TIMEOUT = Duration.ofHours(4);

    private RestoreDefaults() {}

    static void fill(RestoreSpec spec, Collection<Backup> backups) {
        String schedule = spec.scheduleName;
        if (isEmpty(spec.backupName) && schedule != null && !schedule.isEmpty()) {
            spec.backupName = latest(backups, schedule).orElse(null);
        }
        if (spec.includedNamespaces == null || spec.includedNamespaces.isEmpty()) {
            spec.includedNamespaces = List.of("*");
        }
        List<String> excluded = new ArrayList<>(Objects.requireNonNullElse(spec.excludedResources, List.of()));
        RestoreSelection.NEVER.stream().filter(name -> !excluded.contains(name)).forEach(excluded::add);
        spec.excludedResources = excluded;
        if (spec.itemOperationTimeout == null
                || spec.itemOperationTimeout.value().isZero()) {
            spec.itemOperationTimeout = GoDuration.of(ITEM_OPERATION_TIMEOUT);
        }
    }

    /** The schedule's last backup that is whole. */
    private static Optional<String> latest(Collection<Backup> backups, String schedule) {
        return backups.stream()
                .filter(backup -> backup.getStatus().phase == BackupPhase.COMPLETED)
                .filter(backup -> backup.getMetadata().getLabels() != null
                        && schedule.equals(backup.getMetadata().getLabels().get(VeleroNames.SCHEDULE_NAME)))
                .max(Comparator.comparing(
                        backup -> Objects.requireNonNullElse(backup.getStatus().startTimestamp, Instant.EPOCH)))
                .map(backup -> backup.getMetadata().getName());
    }

    static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
