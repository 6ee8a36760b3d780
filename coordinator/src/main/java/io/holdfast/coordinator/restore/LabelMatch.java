package io.holdfast.coordinator.restore;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.holdfast.coordinator.velero.RestoreSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether an item's labels are those that a restore asks for: its one selector, or any of several. */
record LabelMatch(List<LabelSelector> anyOf) {
    LabelMatch {
        anyOf = List.copyOf(anyOf);
    }

    static LabelMatch of(RestoreSpec spec) {
        if (spec.labelSelector != null) {
            return new LabelMatch(List.of(spec.labelSelector));
        }
        return new LabelMatch(Objects.requireNonNullElse(spec.orLabelSelectors, List.of()));
    }

    boolean isAny() {
        return anyOf.isEmpty();
    }

    boolean matches(Map<String, String> labels) {
        return anyOf.isEmpty() || anyOf.stream().anyMatch(selector -> matches(selector, labels));
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        Map<String, String> wanted = Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
        List<LabelSelectorRequirement> requirements =
                Objects.requireNonNullElse(selector.getMatchExpressions(), List.of());
        return wanted.entrySet().stream().allMatch(label -> label.getValue().equals(labels.get(label.getKey())))
                && requirements.stream()
                        .allMatch(requirement -> matches(requirement, labels.get(requirement.getKey())));
    }

    private static boolean matches(LabelSelectorRequirement requirement, @Nullable String value) {
        return switch (requirement.getOperator()) {
            case "In" -> value != null && requirement.getValues().contains(value);
            case "NotIn" -> value == null || !requirement.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default ->
                throw new IllegalArgumentException(
                        "a label selector has the operator " + requirement.getOperator() + ", which there is not");
        };
    }
}
