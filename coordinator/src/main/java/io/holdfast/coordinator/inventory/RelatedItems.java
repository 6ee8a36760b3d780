package io.holdfast.coordinator.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an object needs beside it: a pod its volume claims and its priority class, a claim its volume, a binding its role.
 */
final class RelatedItems {
    static final String ACCOUNTS = "serviceaccounts";
    static final String BINDINGS = "clusterrolebindings.rbac.authorization.k8s.io";
    private static final String ROLES = "clusterroles.rbac.authorization.k8s.io";
    private static final String PRIORITIES = "priorityclasses.scheduling.k8s.io";

    private RelatedItems() {}

    static List<ItemKey> of(ResourceKind kind, JsonNode object) {
        return switch (kind.groupResource()) {
            case ResourceKind.PODS -> claims(object);
            case ResourceKind.CLAIMS -> volume(object);
            default -> List.of();
        };
    }

    /** What many objects share, so that it must not make one block of them all. */
    static List<ItemKey> companions(ResourceKind kind, JsonNode object) {
        return switch (kind.groupResource()) {
            case ResourceKind.PODS ->
                clusterScoped(PRIORITIES, object.at("/spec/priorityClassName").asText());
            case BINDINGS -> clusterScoped(ROLES, object.at("/roleRef/name").asText());
            default -> List.of();
        };
    }

    /** The accounts to which a binding gives its role. */
    static Set<ItemKey> accounts(JsonNode binding) {
        Set<ItemKey> accounts = new HashSet<>();
        for (JsonNode subject : binding.path("subjects")) {
            if (subject.path("kind").asText().equals("ServiceAccount")) {
                accounts.add(new ItemKey(
                        ACCOUNTS,
                        subject.path("namespace").asText(),
                        subject.path("name").asText()));
            }
        }
        return accounts;
    }

    private static List<ItemKey> clusterScoped(String resource, String name) {
        return name.isEmpty() ? List.of() : List.of(new ItemKey(resource, "", name));
    }

    private static List<ItemKey> claims(JsonNode pod) {
        String namespace = pod.at("/metadata/namespace").asText();
        List<ItemKey> claims = new ArrayList<>();
        for (JsonNode volume : pod.at("/spec/volumes")) {
            String claim = volume.at("/persistentVolumeClaim/claimName").asText();
            if (volume.has("ephemeral")) {
                // Kubernetes names the claim of a generic ephemeral volume after pod and volume
                claim = pod.at("/metadata/name").asText() + "-"
                        + volume.path("name").asText();
            }
            if (!claim.isEmpty()) {
                claims.add(new ItemKey(ResourceKind.CLAIMS, namespace, claim));
            }
        }
        return claims;
    }

    private static List<ItemKey> volume(JsonNode claim) {
        String volume = claim.at("/spec/volumeName").asText();
        return volume.isEmpty() ? List.of() : List.of(new ItemKey(ResourceKind.VOLUMES, "", volume));
    }
}
