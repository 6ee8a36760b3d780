package io.holdfast.coordinator.intake;

import io.holdfast.coordinator.inventory.ResourceFilter;
import io.holdfast.coordinator.location.DefaultLocation;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.BackupSpec;
import io.holdfast.coordinator.velero.GoDuration;
import io.holdfast.coordinator.velero.VeleroNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/** Fills in what a Backup leaves open, as Velero v1.18 does. */
final class BackupDefaults {
    static final Duration TTL = Duration.ofDays(30);
    static final Duration SNAPSHOT_TIMEOUT = Duration.ofMinutes(10);
    static final Duration OPERATION_TIMEOUT = Duration.ofHours(4);
    static final Duration RESOURCE_TIMEOUT = Duration.ofMinutes(10);
    static final String VOLUME_GROUP_LABEL = "velero.io/volume-group";

    /** Objects of the CSI snapshotter, which make no sense in another cluster. */
    private static final String SNAPSHOTS = "volumesnapshots.snapshot.storage.k8s.io";

    private static final String SNAPSHOT_CONTENTS = "volumesnapshotcontents.snapshot.storage.k8s.io";

    private BackupDefaults() {}

    static void fill(Backup backup, ClusterFacts facts) {
        BackupSpec spec = backup.getSpec();
        spec.ttl = orDefault(spec.ttl, TTL);
        spec.csiSnapshotTimeout = orDefault(spec.csiSnapshotTimeout, SNAPSHOT_TIMEOUT);
        spec.itemOperationTimeout = orDefault(spec.itemOperationTimeout, OPERATION_TIMEOUT);
        if (isEmpty(spec.volumeGroupSnapshotLabelKey)) {
            spec.volumeGroupSnapshotLabelKey = VOLUME_GROUP_LABEL;
        }
        if (spec.defaultVolumesToFsBackup == null || Boolean.TRUE.equals(spec.defaultVolumesToRestic)) {
            spec.defaultVolumesToFsBackup = Boolean.TRUE.equals(spec.defaultVolumesToRestic);
        }
        if (spec.snapshotMoveData == null) {
            spec.snapshotMoveData = false;
        }
        if (isEmpty(spec.storageLocation)) {
            spec.storageLocation = DefaultLocation.of(facts.locations())
                    .map(location -> location.getMetadata().getName())
                    .orElse("default");
        }
        fillNamespaces(spec, facts);
        fillExcludes(spec);
        fillMetadata(backup, facts);
    }

    private static void fillNamespaces(BackupSpec spec, ClusterFacts facts) {
        if (spec.includedNamespaces == null || spec.includedNamespaces.isEmpty()) {
            spec.includedNamespaces = List.of("*");
        }
        if (!facts.excludedNamespaces().isEmpty()) {
            spec.excludedNamespaces = union(spec.excludedNamespaces, facts.excludedNamespaces());
        }
    }

    private static void fillExcludes(BackupSpec spec) {
        if (ResourceFilter.usesOlderFilters(spec)) {
            List<String> included = orEmpty(spec.includedResources);
            spec.excludedResources = union(spec.excludedResources, List.of(SNAPSHOTS, SNAPSHOT_CONTENTS));
            spec.includedResources = without(included, List.of(SNAPSHOTS, SNAPSHOT_CONTENTS));
        } else {
            spec.excludedNamespaceScopedResources = unlessAll(spec.excludedNamespaceScopedResources, SNAPSHOTS);
            spec.includedNamespaceScopedResources = without(spec.includedNamespaceScopedResources, List.of(SNAPSHOTS));
            spec.excludedClusterScopedResources = unlessAll(spec.excludedClusterScopedResources, SNAPSHOT_CONTENTS);
            spec.includedClusterScopedResources =
                    without(spec.includedClusterScopedResources, List.of(SNAPSHOT_CONTENTS));
        }
    }

    private static void fillMetadata(Backup backup, ClusterFacts facts) {
        var metadata = backup.getMetadata();
        Map<String, String> labels =
                new HashMap<>(Objects.requireNonNullElse(metadata.getLabels(), Map.<String, String>of()));
        labels.put(
                VeleroNames.STORAGE_LOCATION,
                VeleroNames.labelValue(Objects.requireNonNullElse(backup.getSpec().storageLocation, "")));
        metadata.setLabels(labels);
        Map<String, String> annotations =
                new HashMap<>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of()));
        annotations.put(VeleroNames.SOURCE_CLUSTER_GIT_VERSION, facts.gitVersion());
        annotations.put(VeleroNames.SOURCE_CLUSTER_MAJOR_VERSION, facts.majorVersion());
        annotations.put(VeleroNames.SOURCE_CLUSTER_MINOR_VERSION, facts.minorVersion());
        annotations.put(
                VeleroNames.RESOURCE_TIMEOUT, GoDuration.of(RESOURCE_TIMEOUT).toString());
        metadata.setAnnotations(annotations);
    }

    /** A list that excludes everything must stay as it is: {@code *} stands alone. */
    private static List<String> unlessAll(@Nullable List<String> excluded, String more) {
        return orEmpty(excluded).contains("*") ? orEmpty(excluded) : union(excluded, List.of(more));
    }

    private static List<String> union(@Nullable List<String> some, List<String> more) {
        SequencedSet<String> all = new LinkedHashSet<>(orEmpty(some));
        all.addAll(more);
        return List.copyOf(all);
    }

    private static @Nullable List<String> without(@Nullable List<String> some, List<String> removed) {
        if (some == null || some.isEmpty()) {
            return null;
        }
        return some.stream().filter(name -> !removed.contains(name)).toList();
    }

    private static List<String> orEmpty(@Nullable List<String> names) {
        return Objects.requireNonNullElse(names, List.of());
    }

    private static GoDuration orDefault(@Nullable GoDuration given, Duration fallback) {
        return given == null || given.value().isZero() ? GoDuration.of(fallback) : given;
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
