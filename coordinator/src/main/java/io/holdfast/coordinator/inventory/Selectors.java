package io.holdfast.coordinator.inventory;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.holdfast.coordinator.velero.BackupSpec;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Label selectors as the API server takes them in a query. */
final class Selectors {
    private Selectors() {}

    /** One query for each; an object that any of them finds is meant. */
    static List<Optional<String>> of(BackupSpec spec) {
        if (spec.orLabelSelectors != null && !spec.orLabelSelectors.isEmpty()) {
            return spec.orLabelSelectors.stream()
                    .map(selector -> Optional.of(text(selector)))
                    .toList();
        }
        return List.of(
                Optional.ofNullable(spec.labelSelector).map(Selectors::text).filter(text -> !text.isEmpty()));
    }

    private static String text(LabelSelector selector) {
        List<String> terms = new ArrayList<>();
        new TreeMap<>(Objects.requireNonNullElse(selector.getMatchLabels(), new TreeMap<String, String>()))
                .forEach((key, value) -> terms.add(key + "=" + value));
        for (LabelSelectorRequirement requirement :
                Objects.requireNonNullElse(selector.getMatchExpressions(), List.<LabelSelectorRequirement>of())) {
            terms.add(text(requirement));
        }
        return String.join(",", terms);
    }

    private static String text(LabelSelectorRequirement requirement) {
        String key = requirement.getKey();
        String values = "(" + String.join(",", requirement.getValues()) + ")";
        return switch (requirement.getOperator()) {
            case "In" -> key + " in " + values;
            case "NotIn" -> key + " notin " + values;
            case "Exists" -> key;
            case "DoesNotExist" -> "!" + key;
            default ->
                throw new BackupException(
                        FailureKind.INVALID_INPUT,
                        "A label selector's operator is In, NotIn, Exists or DoesNotExist, not "
                                + requirement.getOperator() + ".");
        };
    }
}
