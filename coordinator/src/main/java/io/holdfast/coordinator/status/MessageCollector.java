package io.holdfast.coordinator.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers messages of one severity; guarded by its owner. */
final class MessageCollector {
    private final List<String> velero = new ArrayList<>();
    private final List<String> cluster = new ArrayList<>();
    private final Map<String, List<String>> namespaces = new TreeMap<>();

    void add(ResultScope scope, String message) {
        switch (scope) {
            case ResultScope.Server() -> velero.add(message);
            case ResultScope.Cluster() -> cluster.add(message);
            case ResultScope.InNamespace(String name) ->
                namespaces.computeIfAbsent(name, ignored -> new ArrayList<>()).add(message);
        }
    }

    RunResults.Messages toMessages() {
        return new RunResults.Messages(velero, cluster, namespaces);
    }
}
