package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import java.util.List;

/** A token that a person asked for is issued anew: its old content belongs to another cluster. */
final class SecretRule {
    private static final String TOKEN_TYPE = "kubernetes.io/service-account-token";
    private static final String ACCOUNT = "kubernetes.io/service-account.name";

    private SecretRule() {}

    static void apply(ItemKey key, ObjectNode secret, TransformSettings settings) {
        if (Fields.text(secret, "type").equals(TOKEN_TYPE)) {
            Fields.remove(secret, List.of("metadata", "annotations"), "kubernetes.io/service-account.uid");
            Fields.remove(secret, List.of("data"), "token", "ca.crt", "namespace");
        }
    }

    /** Whether the cluster made it for its account, as it did before Kubernetes 1.24. */
    static boolean isGeneratedToken(ObjectNode secret) {
        String account = Fields.text(secret, "metadata", "annotations", ACCOUNT);
        return Fields.text(secret, "type").equals(TOKEN_TYPE)
                && !account.isEmpty()
                && Fields.text(secret, "metadata", "name").startsWith(account + "-token-");
    }
}
