package io.holdfast.coordinator.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import io.holdfast.coordinator.limits.NodeAgentSettings.Rule;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.NodeLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads Velero's node-agent configuration, a JSON text: {@code loadConcurrency.globalConfig}, {@code .perNodeConfig[]
 * {nodeSelector, number}}; and ours beside it, {@code holdfast: {parallelFiles, threads, memory, perNode: [{nodeSelector,
 * parallelFiles, threads, memory}]}}, memory being a Kubernetes quantity. Keys that concern other parts are left out.
 */
final class NodeAgentSettingsReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private NodeAgentSettingsReader() {}

    /** {@code INVALID_INPUT} with the key where the text is not such a configuration. */
    static NodeAgentSettings read(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode load = root.path("loadConcurrency");
            JsonNode ours = root.path("holdfast");
            List<Rule> rules = new ArrayList<>();
            for (JsonNode rule : load.path("perNodeConfig")) {
                rules.add(new Rule(
                        selector(rule.path("nodeSelector")), concurrency(number(rule, "number", "perNodeConfig"))));
            }
            for (JsonNode rule : ours.path("perNode")) {
                rules.add(new Rule(selector(rule.path("nodeSelector")), limits(rule, "holdfast.perNode")));
            }
            NodeLimits general =
                    concurrency(number(load, "globalConfig", "loadConcurrency")).orElse(limits(ours, "holdfast"));
            return new NodeAgentSettings(general, rules);
        } catch (JsonProcessingException e) {
            throw invalid("it is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static NodeLimits concurrency(OptionalInt volumes) {
        return new NodeLimits(volumes, OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
    }

    private static NodeLimits limits(JsonNode node, String where) {
        return new NodeLimits(
                OptionalInt.empty(),
                number(node, "parallelFiles", where),
                number(node, "threads", where),
                bytes(node, where));
    }

    private static OptionalInt number(JsonNode parent, String key, String where) {
        JsonNode value = parent.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalInt.empty();
        }
        if (!value.canConvertToInt() || value.intValue() < 1) {
            throw new IllegalArgumentException(where + "." + key + " must be a number from 1, not " + value);
        }
        return OptionalInt.of(value.intValue());
    }

    private static OptionalLong bytes(JsonNode parent, String where) {
        JsonNode value = parent.path("memory");
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    Quantity.getAmountInBytes(Quantity.parse(value.asText())).longValueExact());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(where + ".memory must be a quantity such as 512Mi, not " + value, e);
        }
    }

    private static NodeSelector selector(JsonNode node) {
        Map<String, String> labels = new HashMap<>();
        node.path("matchLabels")
                .properties()
                .forEach(each -> labels.put(each.getKey(), each.getValue().asText()));
        List<NodeSelector.Requirement> expressions = new ArrayList<>();
        for (JsonNode expression : node.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            expressions.add(new NodeSelector.Requirement(
                    expression.path("key").asText(),
                    NodeSelector.Operator.of(expression.path("operator").asText()),
                    values));
        }
        return new NodeSelector(labels, expressions);
    }

    private static BackupException invalid(String why) {
        return new BackupException(FailureKind.INVALID_INPUT, "The node agents' configuration is not usable: " + why);
    }
}
