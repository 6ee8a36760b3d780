package io.holdfast.coordinator.limits;

import io.holdfast.task.NodeLimits;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The node agents' settings for the whole cluster: general limits, and rules for some nodes. A rule's value takes the
 * place of the general one; of several rules for a node the smallest value counts, as Velero has it.
 */
record NodeAgentSettings(NodeLimits general, List<Rule> rules) {
    static final NodeAgentSettings NONE = new NodeAgentSettings(NodeLimits.UNSET, List.of());

    NodeAgentSettings {
        rules = List.copyOf(rules);
    }

    record Rule(NodeSelector nodes, NodeLimits limits) {}

    /** Whether a node's labels count at all. */
    boolean dependOnLabels() {
        return !rules.isEmpty();
    }

    NodeLimits limitsOf(Map<String, String> labels) {
        List<NodeLimits> matching = rules.stream()
                .filter(rule -> rule.nodes().matches(labels))
                .map(Rule::limits)
                .toList();
        return new NodeLimits(
                        smallest(matching, NodeLimits::concurrentVolumes),
                        smallest(matching, NodeLimits::parallelFiles),
                        smallest(matching, NodeLimits::threads),
                        smallestLong(matching, NodeLimits::memoryBytes))
                .orElse(general);
    }

    private static OptionalInt smallest(List<NodeLimits> matching, Function<NodeLimits, OptionalInt> value) {
        return matching.stream().map(value).flatMapToInt(OptionalInt::stream).min();
    }

    private static OptionalLong smallestLong(List<NodeLimits> matching, Function<NodeLimits, OptionalLong> value) {
        return matching.stream().map(value).flatMapToLong(OptionalLong::stream).min();
    }
}
