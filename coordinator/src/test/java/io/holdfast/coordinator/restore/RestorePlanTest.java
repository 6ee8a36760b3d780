package io.holdfast.coordinator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.holdfast.coordinator.inventory.ApiCatalog;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.velero.RestoreSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RestorePlanTest {
    private static final ApiCatalog CATALOG = new ApiCatalog(List.of(
            new ResourceKind("", "v1", "pods", "Pod", true, Set.of("po")),
            new ResourceKind("apps", "v1", "deployments", "Deployment", true, Set.of("deploy"))));
    private static final ItemKey VOLUME = key("persistentvolumes", "", "pv-1");
    private static final ItemKey CLAIM = key("persistentvolumeclaims", "shop", "data");
    private static final List<ItemKey> ALL = List.of(
            key("deployments.apps", "shop", "web"),
            key("pods", "shop", "web-2"),
            key("pods", "shop", "web-1"),
            key("pods", "bank", "vault"),
            key("nodes", "", "n1"),
            key("events", "shop", "e"),
            key("clusterroles.rbac.authorization.k8s.io", "", "r"),
            key("customresourcedefinitions.apiextensions.k8s.io", "", "things.example.com"),
            key("things.example.com", "shop", "t"),
            key("packageinstalls.packaging.carvel.dev", "shop", "p"),
            key("services", "shop", "web"),
            key("namespaces", "", "shop"),
            key("namespaces", "", "empty"),
            VOLUME,
            CLAIM);

    @Test
    void shouldTakeEverythingInTheOrderOfVelero() {
        RestorePlan plan = plan(new RestoreSpec());
        assertThat(plan.definitions()).extracting(ItemKey::name).containsExactly("things.example.com");
        assertThat(plan.rest().keySet())
                .containsExactly(
                        "persistentvolumes",
                        "persistentvolumeclaims",
                        "clusterroles.rbac.authorization.k8s.io",
                        "pods",
                        "services",
                        "deployments.apps",
                        "things.example.com",
                        "packageinstalls.packaging.carvel.dev");
        assertThat(plan.rest().get("pods")).extracting(ItemKey::name).containsExactly("vault", "web-1", "web-2");
        assertThat(plan.namespaces()).containsExactly("bank", "empty", "shop");
        assertThat(plan.size()).isEqualTo(1 + 3 + 10);
    }

    @Test
    void shouldTakeOnlyTheVolumesOfOneNamespaceWithIt() {
        RestoreSpec spec = new RestoreSpec();
        spec.includedNamespaces = List.of("sh*");
        RestorePlan plan = plan(spec);
        assertThat(plan.definitions()).isEmpty();
        assertThat(plan.rest()).doesNotContainKey("clusterroles.rbac.authorization.k8s.io");
        assertThat(plan.rest().get("persistentvolumes")).containsExactly(VOLUME);
        assertThat(plan.namespaces()).containsExactly("shop");

        spec.includeClusterResources = false;
        assertThat(plan(spec).rest()).doesNotContainKey("persistentvolumes");
        spec.includeClusterResources = true;
        assertThat(plan(spec).rest()).containsKey("clusterroles.rbac.authorization.k8s.io");
    }

    @Test
    void shouldKnowResourcesByAnyName() {
        RestoreSpec spec = new RestoreSpec();
        spec.includedResources = List.of("deploy", "Pod");
        assertThat(plan(spec).rest().keySet()).containsExactly("pods", "deployments.apps");
        spec.excludedResources = List.of("po");
        assertThat(plan(spec).rest().keySet()).containsExactly("deployments.apps");
    }

    /** Labels choose the pod; without its claim it could not start. */
    @Test
    void shouldTakeTheClaimsOfPodsWhateverTheirLabels() {
        RestorePlan plan = plan(new RestoreSpec(), key -> key.name().equals("web-1"));
        assertThat(plan.rest().keySet()).containsExactly("persistentvolumes", "persistentvolumeclaims", "pods");
        assertThat(plan.of("pods")).extracting(ItemKey::name).containsExactly("web-1");
        assertThat(plan.namespaces()).containsExactly("shop");

        RestoreSpec spec = new RestoreSpec();
        spec.excludedResources = List.of("persistentvolumeclaims");
        assertThat(plan(spec, key -> key.name().equals("web-1")).rest().keySet())
                .containsExactly("pods");
    }

    @Test
    void shouldPatchOnlyWhatDiffers() {
        ObjectNode patch = MergeDifference.between(
                yaml("{a: 1, b: {c: 2, d: 3}, list: [1, 2], gone: x}"),
                yaml("{a: 1, b: {c: 2, d: 4}, list: [1], new: y}"));
        assertThat(patch).isEqualTo(yaml("{b: {d: 4}, gone: null, list: [1], new: y}"));
    }

    private static RestorePlan plan(RestoreSpec spec) {
        return plan(spec, key -> true);
    }

    private static RestorePlan plan(RestoreSpec spec, Predicate<ItemKey> labelled) {
        ClaimRelations relations = new ClaimRelations(
                Map.of(
                        key("pods", "shop", "web-1"),
                        Map.of("data", CLAIM, "lost", key("persistentvolumeclaims", "shop", "not-in-the-backup"))),
                Set.of(),
                Map.of(VOLUME, CLAIM),
                Set.of());
        return RestorePlan.of(ALL, new RestoreSelection(spec, CATALOG), labelled, relations);
    }

    private static ItemKey key(String resource, String namespace, String name) {
        return new ItemKey(resource, namespace, name);
    }

    private static ObjectNode yaml(String text) {
        try {
            ObjectMapper mapper = new YAMLMapper();
            return (ObjectNode) mapper.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
