package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.velero.VeleroNames;
import java.util.List;

/** An item of the cluster beside the one that was to be created, both without what differs in any case. */
public record ExistingComparison(ObjectNode existing, ObjectNode wanted) {
    public static ExistingComparison of(ObjectNode found, ObjectNode wanted) {
        return new ExistingComparison(comparable(found), comparable(wanted));
    }

    public boolean isSame() {
        return existing.equals(wanted);
    }

    /** The merge patch that adds to a ServiceAccount what the backup's has more; nothing of the cluster's is lost. */
    public ObjectNode mergedAccount() {
        ObjectNode patch = existing.objectNode();
        for (String map : List.of("labels", "annotations")) {
            ObjectNode missing = missing(
                    Fields.object(existing, "metadata", map).orElse(existing.objectNode()),
                    Fields.object(wanted, "metadata", map).orElse(existing.objectNode()));
            if (!missing.isEmpty()) {
                patch.withObject("/metadata").set(map, missing);
            }
        }
        for (String list : List.of("secrets", "imagePullSecrets")) {
            ArrayNode union = union(existing.path(list), wanted.path(list));
            if (union.size() > existing.path(list).size()) {
                patch.set(list, union);
            }
        }
        return patch;
    }

    private static ObjectNode missing(ObjectNode has, ObjectNode wants) {
        ObjectNode missing = wants.deepCopy();
        has.fieldNames().forEachRemaining(missing::remove);
        return missing;
    }

    private ArrayNode union(JsonNode has, JsonNode wants) {
        ArrayNode union = existing.arrayNode();
        has.forEach(union::add);
        for (JsonNode each : wants) {
            boolean there = false;
            for (JsonNode known : has) {
                there |= known.equals(each);
            }
            if (!there) {
                union.add(each);
            }
        }
        return union;
    }

    private static ObjectNode comparable(ObjectNode item) {
        ObjectNode copy = item.deepCopy();
        copy.remove("status");
        copy.withObject("/metadata").remove(List.of(ItemTransformation.METADATA_OF_OLD));
        Fields.remove(copy, List.of("metadata", "labels"), VeleroNames.BACKUP_NAME, VeleroNames.RESTORE_NAME);
        return copy;
    }
}
