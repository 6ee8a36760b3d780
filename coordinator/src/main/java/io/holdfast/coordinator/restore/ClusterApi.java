package io.holdfast.coordinator.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.holdfast.coordinator.inventory.ItemJson;
import io.holdfast.coordinator.inventory.ResourceKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads and writes any resource as JSON, so that no field is lost on the way through classes that do not know it. */
final class ClusterApi {
    private final KubernetesClient client;

    ClusterApi(KubernetesClient client) {
        this.client = client;
    }

    /** An empty namespace means a cluster-scoped resource. */
    Optional<ObjectNode> get(ResourceKind kind, String namespace, String name) {
        return Optional.ofNullable(client.raw(list(kind, namespace) + "/" + name))
                .map(ClusterApi::object);
    }

    /** The API server's refusal is thrown: 409 where the resource is there already. */
    ObjectNode create(ResourceKind kind, String namespace, ObjectNode item) {
        return object(client.raw(list(kind, namespace), "POST", text(item)));
    }

    void mergePatch(ResourceKind kind, String namespace, String name, JsonNode patch) {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup(kind.group())
                .withVersion(kind.version())
                .withPlural(kind.plural())
                .withKind(kind.kind())
                .withNamespaced(kind.namespaced())
                .build();
        var resources = client.genericKubernetesResources(context);
        (namespace.isEmpty()
                        ? resources.withName(name)
                        : resources.inNamespace(namespace).withName(name))
                .patch(PatchContext.of(PatchType.JSON_MERGE), text(patch));
    }

    private static String list(ResourceKind kind, String namespace) {
        return kind.listPath(namespace.isEmpty() ? Optional.empty() : Optional.of(namespace));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) ItemJson.parse(json);
    }

    private static String text(JsonNode node) {
        return new String(ItemJson.bytes(node), StandardCharsets.UTF_8);
    }
}
