package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.velero.VeleroNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that happens to an item between the backup and its creation. */
public final class ItemTransformation {
    /** What only the cluster of old could have meant, or what the API server writes itself. */
    static final String[] METADATA_OF_OLD = {
        "generateName",
        "selfLink",
        "uid",
        "resourceVersion",
        "generation",
        "creationTimestamp",
        "deletionTimestamp",
        "deletionGracePeriodSeconds",
        "ownerReferences",
        "managedFields"
    };

    private static final Map<String, KindRule> RULES = Map.of(
            "pods", PodRule::apply,
            "jobs.batch", JobRule::apply,
            "persistentvolumeclaims", ClaimRule::apply,
            "persistentvolumes", PersistentVolumeRule::apply,
            "services", ServiceRule::apply,
            "serviceaccounts", ServiceAccountRule::apply,
            "secrets", SecretRule::apply,
            "rolebindings.rbac.authorization.k8s.io", BindingRule::apply,
            "clusterrolebindings.rbac.authorization.k8s.io", BindingRule::apply);

    private final TransformSettings settings;

    /** What is particular to one kind. */
    @FunctionalInterface
    interface KindRule {
        void apply(ItemKey key, ObjectNode item, TransformSettings settings);
    }

    public ItemTransformation(TransformSettings settings) {
        this.settings = settings;
    }

    /** Why the item is not restored at all; empty where it is. */
    public Optional<String> leftOut(ItemKey key, ObjectNode item) {
        return settings.dynamicVolumes().contains(key)
                ? Optional.of("its claim gets a new volume")
                : LeftOut.reason(key, item);
    }

    /** Changes the item, which is the caller's, into what is to be created. */
    public void apply(ItemKey key, ObjectNode item) {
        Optional.ofNullable(RULES.get(key.resource())).ifPresent(rule -> rule.apply(key, item, settings));
        item.remove("status");
        ObjectNode metadata = item.withObject("/metadata");
        metadata.remove(List.of(METADATA_OF_OLD));
        if (!key.namespace().isEmpty()) {
            metadata.put("namespace", settings.target(key.namespace()));
        } else if (key.resource().equals("namespaces")) {
            metadata.put("name", settings.target(key.name()));
            metadata.withObject("/labels").remove("kubernetes.io/metadata.name");
            item.remove("spec");
        }
        ObjectNode labels = metadata.withObject("/labels");
        labels.put(VeleroNames.BACKUP_NAME, VeleroNames.labelValue(settings.backup()));
        labels.put(VeleroNames.RESTORE_NAME, VeleroNames.labelValue(settings.restore()));
    }
}
