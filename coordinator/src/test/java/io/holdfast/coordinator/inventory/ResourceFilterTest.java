package io.holdfast.coordinator.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.coordinator.velero.BackupSpec;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ResourceFilterTest {
    private static final ResourceKind PODS = kind("", "pods", "Pod", true, "po");
    private static final ResourceKind DEPLOYMENTS = kind("apps", "deployments", "Deployment", true, "deploy");
    private static final ResourceKind NAMESPACES = kind("", "namespaces", "Namespace", false, "ns");
    private static final ResourceKind VOLUMES = kind("", "persistentvolumes", "PersistentVolume", false, "pv");
    private static final ResourceKind ROLES =
            kind("rbac.authorization.k8s.io", "clusterroles", "ClusterRole", false, "clusterrole");
    private static final ApiCatalog CATALOG = new ApiCatalog(List.of(PODS, DEPLOYMENTS, NAMESPACES, VOLUMES, ROLES));

    @Test
    void shouldListClusterScopedKindsOnlyInABackupOfEverything() {
        ResourceFilter all = filter(List.of("*"), spec -> {});
        ResourceFilter some = filter(List.of("a"), spec -> {});
        assertThat(List.of(PODS, DEPLOYMENTS, NAMESPACES, VOLUMES, ROLES)).allMatch(all::includes);
        assertThat(List.of(PODS, DEPLOYMENTS, NAMESPACES)).allMatch(some::includes);
        assertThat(List.of(VOLUMES, ROLES)).noneMatch(some::includes).allMatch(some::admits);
    }

    @Test
    void shouldTakeNamesAsUsersGiveThem() {
        ResourceFilter filter = filter(List.of("a"), spec -> {
            spec.includedNamespaceScopedResources = List.of("deploy", "po");
            spec.includedClusterScopedResources = List.of("clusterrole");
            spec.excludedClusterScopedResources = List.of("pv");
        });
        assertThat(List.of(PODS, DEPLOYMENTS, NAMESPACES, ROLES)).allMatch(filter::includes);
        assertThat(filter.admits(VOLUMES)).isFalse();
    }

    @Test
    void shouldTakePatterns() {
        ResourceFilter filter = filter(List.of("a"), spec -> spec.excludedNamespaceScopedResources = List.of("*.apps"));
        assertThat(filter.includes(PODS)).isTrue();
        assertThat(filter.includes(DEPLOYMENTS)).isFalse();
    }

    @Test
    void shouldIncludeNothingByANameThatNobodyHas() {
        ResourceFilter filter = filter(List.of("*"), spec -> spec.includedResources = List.of("nosuchthings"));
        assertThat(List.of(PODS, DEPLOYMENTS, NAMESPACES, VOLUMES, ROLES)).noneMatch(filter::includes);
    }

    @Test
    void shouldObeyTheOlderSwitchOfClusterResources() {
        ResourceFilter without = filter(List.of("*"), spec -> spec.includeClusterResources = false);
        ResourceFilter with = filter(List.of("a"), spec -> spec.includeClusterResources = true);
        assertThat(List.of(NAMESPACES, VOLUMES, ROLES))
                .noneMatch(without::includes)
                .noneMatch(without::admits);
        assertThat(List.of(NAMESPACES, VOLUMES, ROLES)).allMatch(with::includes);
    }

    @Test
    void shouldKnowNamespacesByNameAndPattern() {
        NamespaceFilter filter = new NamespaceFilter(
                List.of("team-*", "shop", "gone"), List.of("team-b*"), Set.of("team-a", "team-b1", "shop", "other"));
        assertThat(Set.of("team-a", "shop")).allMatch(filter::includes);
        assertThat(Set.of("team-b1", "other")).noneMatch(filter::includes);
        assertThat(filter.missing()).containsExactly("gone");
        assertThat(new GlobSet(List.of("ns-[12]")).matches("ns-2")).isTrue();
        assertThat(new GlobSet(List.of("ns-[!12]")).matches("ns-2")).isFalse();
        assertThat(new GlobSet(List.of("a.b")).matches("axb")).isFalse();
    }

    private static ResourceFilter filter(List<String> namespaces, Consumer<BackupSpec> change) {
        BackupSpec spec = new BackupSpec();
        change.accept(spec);
        return new ResourceFilter(spec, CATALOG, new NamespaceFilter(namespaces, List.of(), Set.of("a", "b")));
    }

    private static ResourceKind kind(String group, String plural, String kind, boolean namespaced, String alias) {
        return new ResourceKind(group, "v1", plural, kind, namespaced, Set.of(alias));
    }
}
