package io.holdfast.coordinator.volumerepository;

import io.holdfast.snapshot.StoredSnapshot;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A volume's identity in the tags of its snapshots, {@code key=value} as Velero's restic uploader wrote them. */
final class SnapshotTags {
    private SnapshotTags() {}

    static List<String> of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .toList();
    }

    /** The newest snapshot of the same claim; of a volume without a claim, of the same pod and volume name. */
    static Optional<StoredSnapshot> latestOf(VolumeIdentity volume, Collection<StoredSnapshot> snapshots) {
        List<String> wanted = volume.claimUid()
                .map(uid -> List.of("pvc-uid=" + uid))
                .orElseGet(
                        () -> List.of("ns=" + volume.namespace(), "pod=" + volume.pod(), "volume=" + volume.volume()));
        return snapshots.stream()
                .filter(stored -> stored.snapshot().tags().containsAll(wanted))
                .max(Comparator.comparing(stored -> stored.snapshot().time()));
    }
}
