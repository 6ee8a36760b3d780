package io.holdfast.coordinator.location;

import io.holdfast.coordinator.velero.BackupStorageLocation;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which location is the default: of several that claim it, the one created last, as Velero has it; if none does, the one
 * that is named {@code default}.
 */
public final class DefaultLocation {
    private static final String NAME = "default";

    private DefaultLocation() {}

    public static Optional<BackupStorageLocation> of(Collection<BackupStorageLocation> locations) {
        return locations.stream()
                .filter(DefaultLocation::claims)
                .max(Comparator.comparing((BackupStorageLocation location) ->
                                location.getMetadata().getCreationTimestamp())
                        .thenComparing(location -> location.getMetadata().getName()))
                .or(() -> locations.stream()
                        .filter(location -> location.getMetadata().getName().equals(NAME))
                        .findFirst());
    }

    /** Those whose {@code spec.default} has to be turned over, so that exactly one is left. */
    static List<BackupStorageLocation> toTurnOver(Collection<BackupStorageLocation> locations) {
        Optional<BackupStorageLocation> chosen = of(locations);
        return locations.stream()
                .filter(location -> claims(location)
                        != chosen.filter(one -> one.equals(location)).isPresent())
                .toList();
    }

    static boolean claims(BackupStorageLocation location) {
        return Boolean.TRUE.equals(location.getSpec().isDefault);
    }
}
