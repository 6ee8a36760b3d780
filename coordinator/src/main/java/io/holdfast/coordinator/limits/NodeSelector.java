package io.holdfast.coordinator.limits;

import java.util.List;
import java.util.Map;

/** Which nodes a rule is for: a Kubernetes label selector. An empty one takes every node. */
record NodeSelector(Map<String, String> matchLabels, List<Requirement> matchExpressions) {
    NodeSelector {
        matchLabels = Map.copyOf(matchLabels);
        matchExpressions = List.copyOf(matchExpressions);
    }

    boolean matches(Map<String, String> labels) {
        return labels.entrySet().containsAll(matchLabels.entrySet())
                && matchExpressions.stream().allMatch(requirement -> requirement.holds(labels));
    }

    record Requirement(String key, Operator operator, List<String> values) {
        Requirement {
            values = List.copyOf(values);
        }

        private boolean holds(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case DOES_NOT_EXIST -> value == null;
            };
        }
    }

    enum Operator {
        IN("In"),
        NOT_IN("NotIn"),
        EXISTS("Exists"),
        DOES_NOT_EXIST("DoesNotExist");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        static Operator of(String text) {
            for (Operator operator : values()) {
                if (operator.text.equals(text)) {
                    return operator;
                }
            }
            throw new IllegalArgumentException("unknown selector operator: " + text);
        }
    }
}
