package io.holdfast.coordinator.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What an object needs beside it: a pod its volume claims, a claim its volume. */
final class RelatedItems {
    private RelatedItems() {}

    static List<ItemKey> of(ResourceKind kind, JsonNode object) {
        return switch (kind.groupResource()) {
            case ResourceKind.PODS -> claims(object);
            case ResourceKind.CLAIMS -> volume(object);
            default -> List.of();
        };
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
