package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.inventory.ApiCatalog;
import io.holdfast.coordinator.inventory.GlobSet;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.velero.RestoreSpec;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which items of a backup a restore takes, by their names; labels are asked for when an item is read. */
final class RestoreSelection {
    /** What belongs to one cluster only; no filter brings it back. */
    static final List<String> NEVER = List.of(
            "nodes",
            "events",
            "events.events.k8s.io",
            "backups.velero.io",
            "restores.velero.io",
            "resticrepositories.velero.io",
            "csinodes.storage.k8s.io",
            "volumeattachments.storage.k8s.io",
            "backuprepositories.velero.io");

    private static final Set<String> NEVER_NAMES = Set.copyOf(NEVER);

    private final GlobSet namespaces;
    private final GlobSet noNamespaces;
    private final GlobSet resources;
    private final GlobSet noResources;
    private final @Nullable Boolean clusterResources;

    RestoreSelection(RestoreSpec spec, ApiCatalog catalog) {
        namespaces = new GlobSet(orEmpty(spec.includedNamespaces));
        noNamespaces = new GlobSet(orEmpty(spec.excludedNamespaces));
        resources = named(catalog, spec.includedResources);
        noResources = named(catalog, spec.excludedResources);
        clusterResources = spec.includeClusterResources;
    }

    boolean includes(ItemKey key) {
        if (!key.namespace().isEmpty()) {
            return includesResource(key.resource()) && includesNamespace(key.namespace());
        }
        return key.resource().equals(ResourceKind.NAMESPACES)
                ? includesResource(key.resource()) && includesNamespace(key.name())
                : includesResource(key.resource()) && includesClusterScoped();
    }

    /** Whether a volume may come along with a claim that is restored, though nobody asked for cluster-scoped resources. */
    boolean admitsVolumes() {
        return includesResource(ResourceKind.VOLUMES) && !Boolean.FALSE.equals(clusterResources);
    }

    boolean includesNamespace(String namespace) {
        return !noNamespaces.matches(namespace) && (namespaces.isEmpty() || namespaces.matches(namespace));
    }

    private boolean includesResource(String resource) {
        return !NEVER_NAMES.contains(resource)
                && !noResources.matches(resource)
                && (resources.isEmpty() || resources.matches(resource));
    }

    private boolean includesClusterScoped() {
        return clusterResources != null
                ? clusterResources
                : (namespaces.isEmpty() || namespaces.isStar()) && noNamespaces.isEmpty();
    }

    private static GlobSet named(ApiCatalog catalog, @Nullable List<String> names) {
        return new GlobSet(orEmpty(names).stream()
                .map(name -> catalog.find(name).map(ResourceKind::groupResource).orElse(name))
                .toList());
    }

    private static List<String> orEmpty(@Nullable List<String> names) {
        return Objects.requireNonNullElse(names, List.of());
    }
}
