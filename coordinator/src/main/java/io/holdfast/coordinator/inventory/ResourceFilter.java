package io.holdfast.coordinator.inventory;

import io.holdfast.coordinator.velero.BackupSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of resources a backup takes, by Velero's older filters ({@code includedResources},
 * {@code includeClusterResources}) or its scoped ones; the two cannot be mixed. Cluster-scoped kinds that nobody asked for
 * are listed only by a backup of everything; single ones come along with what needs them.
 */
public final class ResourceFilter {
    private final NamespaceFilter namespaces;
    private final boolean scoped;
    private final @Nullable Boolean clusterResources;
    private final GlobSet included;
    private final GlobSet excluded;
    private final GlobSet includedCluster;
    private final GlobSet excludedCluster;

    public ResourceFilter(BackupSpec spec, ApiCatalog catalog, NamespaceFilter namespaces) {
        this.namespaces = namespaces;
        this.scoped = !usesOlderFilters(spec);
        this.clusterResources = spec.includeClusterResources;
        this.included = resolved(catalog, scoped ? spec.includedNamespaceScopedResources : spec.includedResources);
        this.excluded = resolved(catalog, scoped ? spec.excludedNamespaceScopedResources : spec.excludedResources);
        this.includedCluster = resolved(catalog, spec.includedClusterScopedResources);
        this.excludedCluster = resolved(catalog, spec.excludedClusterScopedResources);
    }

    public static boolean usesOlderFilters(BackupSpec spec) {
        return spec.includeClusterResources != null
                || !orEmpty(spec.includedResources).isEmpty()
                || !orEmpty(spec.excludedResources).isEmpty();
    }

    /** Whether the kind is to be listed. */
    boolean includes(ResourceKind kind) {
        return kind.namespaced() ? includesNamespaced(kind) : includesClusterScoped(kind);
    }

    /** Whether an item of the kind that another item needs may come along. */
    boolean admits(ResourceKind kind) {
        if (kind.namespaced()) {
            return includesNamespaced(kind);
        }
        if (scoped) {
            return !excludedCluster.matches(kind.groupResource());
        }
        return !excluded.matches(kind.groupResource())
                && !Boolean.FALSE.equals(clusterResources)
                && (clusterResources != null || contains(included, kind));
    }

    private boolean includesNamespaced(ResourceKind kind) {
        return !excluded.matches(kind.groupResource()) && contains(included, kind);
    }

    private boolean includesClusterScoped(ResourceKind kind) {
        boolean isNamespaces = kind.groupResource().equals(ResourceKind.NAMESPACES);
        if (scoped) {
            return !excludedCluster.matches(kind.groupResource())
                    && (isNamespaces
                            || includedCluster.matches(kind.groupResource())
                            || (includedCluster.isEmpty() && namespaces.isEverything() && included.isEmpty()));
        }
        if (Boolean.FALSE.equals(clusterResources)) {
            return false;
        }
        boolean wanted = isNamespaces || clusterResources != null || namespaces.isEverything();
        return wanted && !excluded.matches(kind.groupResource()) && contains(included, kind);
    }

    private static boolean contains(GlobSet included, ResourceKind kind) {
        return included.isEmpty() || included.matches(kind.groupResource());
    }

    private static GlobSet resolved(ApiCatalog catalog, @Nullable List<String> names) {
        return new GlobSet(orEmpty(names).stream()
                .map(name -> catalog.find(name).map(ResourceKind::groupResource).orElse(name))
                .toList());
    }

    private static List<String> orEmpty(@Nullable List<String> names) {
        return Objects.requireNonNullElse(names, List.of());
    }
}
