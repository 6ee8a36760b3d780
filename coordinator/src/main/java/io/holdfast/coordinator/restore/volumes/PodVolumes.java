package io.holdfast.coordinator.restore.volumes;

import io.holdfast.coordinator.inventory.ItemKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a restored pod may not start without.
 *
 * @param filled its volumes that are filled through it
 * @param awaited claims, as the backup names them, that it mounts and that are filled through other pods
 */
public record PodVolumes(List<Filling> filled, Set<ItemKey> awaited) {
    public static final PodVolumes NONE = new PodVolumes(List.of(), Set.of());

    /** @param claim behind the volume, as the backup names it */
    public record Filling(VolumeSource source, Optional<ItemKey> claim) {}

    public PodVolumes {
        filled = List.copyOf(filled);
        awaited = Set.copyOf(awaited);
    }

    public boolean isEmpty() {
        return filled.isEmpty() && awaited.isEmpty();
    }

    /** {@code volume data, volume cache}. */
    public String describeFilled() {
        return filled.stream()
                .map(filling -> "volume " + filling.source().volume())
                .collect(Collectors.joining(", "));
    }
}
