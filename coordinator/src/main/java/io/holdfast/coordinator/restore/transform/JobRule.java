package io.holdfast.coordinator.restore.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.coordinator.inventory.ItemKey;
import java.util.List;

/** A job's controller selects its pods by the job's uid, which is a new one. */
final class JobRule {
    private static final String[] UID_LABELS = {"controller-uid", "batch.kubernetes.io/controller-uid"};

    private JobRule() {}

    static void apply(ItemKey key, ObjectNode job, TransformSettings settings) {
        Fields.remove(job, List.of("metadata", "labels"), UID_LABELS);
        Fields.remove(job, List.of("spec", "selector", "matchLabels"), UID_LABELS);
        Fields.remove(job, List.of("spec", "template", "metadata", "labels"), UID_LABELS);
    }
}
