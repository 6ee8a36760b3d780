package io.holdfast.coordinator.intake;

import io.holdfast.coordinator.inventory.ResourceFilter;
import io.holdfast.coordinator.velero.AccessMode;
import io.holdfast.coordinator.velero.BackupSpec;
import io.holdfast.coordinator.velero.BackupStorageLocation;
import io.holdfast.coordinator.velero.LocationPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is wrong with a Backup, each in a sentence that says what to change. */
final class BackupValidation {
    private final BackupSpec spec;
    private final List<String> errors = new ArrayList<>();

    private BackupValidation(BackupSpec spec) {
        this.spec = spec;
    }

    /** Of a backup whose defaults are filled in; none means that it can start. */
    static List<String> errors(BackupSpec spec, List<BackupStorageLocation> locations) {
        BackupValidation validation = new BackupValidation(spec);
        validation.checkLocation(locations);
        validation.checkNamespaces();
        validation.checkResources();
        validation.checkSelectors();
        validation.checkUnsupported();
        return List.copyOf(validation.errors);
    }

    private void checkLocation(List<BackupStorageLocation> locations) {
        String name = Objects.requireNonNullElse(spec.storageLocation, "");
        Optional<BackupStorageLocation> found = locations.stream()
                .filter(location -> location.getMetadata().getName().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            errors.add("There is no BackupStorageLocation " + name
                    + ". Create it (velero backup-location create), or name another one, and create a new backup.");
            return;
        }
        BackupStorageLocation location = found.get();
        if (location.getSpec().accessMode == AccessMode.READ_ONLY) {
            errors.add("The BackupStorageLocation " + name + " is in read-only mode. Make it read-write"
                    + " (velero backup-location set " + name + " --access-mode ReadWrite), or name another one.");
        }
        var status = location.getStatus();
        if (status == null || status.phase != LocationPhase.AVAILABLE) {
            String reason = status == null || status.message == null ? "it has not been checked yet" : status.message;
            errors.add("The BackupStorageLocation " + name + " is not available: " + reason
                    + ". Correct it, wait until velero backup-location get shows Available, and create a new backup.");
        }
    }

    private void checkNamespaces() {
        checkLists("namespace", spec.includedNamespaces, spec.excludedNamespaces);
        List<String> all = new ArrayList<>(orEmpty(spec.includedNamespaces));
        all.addAll(orEmpty(spec.excludedNamespaces));
        for (String name : all) {
            String sample = name.replaceAll("\\[[^]]*]|[*?]", "x");
            if (!name.isEmpty() && !sample.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                errors.add("Invalid included/excluded namespace lists: \"" + name
                        + "\" can be no namespace's name; use lower case letters, digits and '-'.");
            }
        }
    }

    private void checkResources() {
        boolean scoped = !(orEmpty(spec.includedClusterScopedResources).isEmpty()
                && isOnlyDefault(spec.excludedClusterScopedResources)
                && orEmpty(spec.includedNamespaceScopedResources).isEmpty()
                && isOnlyDefault(spec.excludedNamespaceScopedResources));
        if (!ResourceFilter.usesOlderFilters(spec)) {
            checkScopedLists(
                    "cluster-scoped", spec.includedClusterScopedResources, spec.excludedClusterScopedResources);
            checkScopedLists(
                    "namespace-scoped", spec.includedNamespaceScopedResources, spec.excludedNamespaceScopedResources);
            return;
        }
        checkLists("resource", spec.includedResources, spec.excludedResources);
        if (scoped) {
            errors.add("includedResources, excludedResources and includeClusterResources are the older filters, and"
                    + " cannot be used together with the cluster-scoped and namespace-scoped ones. Use either.");
        }
    }

    private static boolean isOnlyDefault(@Nullable List<String> excluded) {
        return orEmpty(excluded).isEmpty();
    }

    private void checkLists(String what, @Nullable List<String> included, @Nullable List<String> excluded) {
        String prefix = "Invalid included/excluded " + what + " lists: ";
        if (orEmpty(included).size() > 1 && orEmpty(included).contains("*")) {
            errors.add(prefix + "the includes hold either '*' alone or names; remove one or the other.");
        }
        if (orEmpty(excluded).contains("*")) {
            errors.add(prefix + "the excludes cannot hold '*', which would leave nothing; remove it.");
        }
        checkBoth(prefix, included, excluded);
    }

    private void checkScopedLists(String what, @Nullable List<String> included, @Nullable List<String> excluded) {
        String prefix = "Invalid " + what + " included/excluded resource lists: ";
        if (orEmpty(included).size() > 1 && orEmpty(included).contains("*")) {
            errors.add(prefix + "the includes hold either '*' alone or names; remove one or the other.");
        }
        if (orEmpty(excluded).size() > 1 && orEmpty(excluded).contains("*")) {
            errors.add(prefix + "the excludes hold either '*' alone or names; remove one or the other.");
        }
        if (orEmpty(excluded).contains("*") && !orEmpty(included).isEmpty()) {
            errors.add(
                    prefix + "where everything is excluded ('*'), nothing can be included; remove one or the other.");
        }
        checkBoth(prefix, included, excluded);
    }

    private void checkBoth(String prefix, @Nullable List<String> included, @Nullable List<String> excluded) {
        orEmpty(excluded).stream()
                .filter(orEmpty(included)::contains)
                .forEach(name -> errors.add(prefix + name + " is both included and excluded; remove one of them."));
    }

    private void checkSelectors() {
        if (spec.labelSelector != null && spec.orLabelSelectors != null) {
            errors.add("labelSelector and orLabelSelectors cannot be used together. Put the one among the others.");
        }
    }

    /** Refused rather than left out: a backup that silently lacks what was asked for is worse than none. */
    private void checkUnsupported() {
        if (Boolean.TRUE.equals(spec.snapshotVolumes)) {
            errors.add("snapshotVolumes is not supported. Back up the volumes' files instead"
                    + " (--default-volumes-to-fs-backup), and leave --snapshot-volumes out.");
        }
        if (!orEmpty(spec.volumeSnapshotLocations).isEmpty()) {
            errors.add("volumeSnapshotLocations are not supported. Remove them, and back up the volumes' files instead"
                    + " (--default-volumes-to-fs-backup).");
        }
        if (Boolean.TRUE.equals(spec.snapshotMoveData)) {
            errors.add("snapshotMoveData is not supported. Back up the volumes' files instead"
                    + " (--default-volumes-to-fs-backup).");
        }
        if (spec.resourcePolicy != null) {
            errors.add(
                    "resourcePolicy is not supported. Choose volumes by the annotations of their pods, and remove it.");
        }
        if (spec.hooks != null && !orEmpty(spec.hooks.resources).isEmpty()) {
            errors.add("hooks are not supported. Remove them, and quiesce the application in another way.");
        }
        if (spec.orderedResources != null && !spec.orderedResources.isEmpty()) {
            errors.add("orderedResources are not supported. Remove them.");
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
