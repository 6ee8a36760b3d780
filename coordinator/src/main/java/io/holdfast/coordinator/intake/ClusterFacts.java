package io.holdfast.coordinator.intake;

import io.holdfast.coordinator.velero.BackupStorageLocation;
import java.util.List;

/**
 * What the defaults and the validation of a backup depend on.
 *
 * @param gitVersion of Kubernetes, such as {@code v1.34.4}
 * @param excludedNamespaces that are labelled to be left out of all backups
 * @param locations of the coordinator's namespace
 */
record ClusterFacts(
        String gitVersion,
        String majorVersion,
        String minorVersion,
        List<String> excludedNamespaces,
        List<BackupStorageLocation> locations) {
    ClusterFacts {
        excludedNamespaces = List.copyOf(excludedNamespaces);
        locations = List.copyOf(locations);
    }
}
