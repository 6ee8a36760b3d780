package io.holdfast.coordinator.restore;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The items that a restore has handled, and what became of each. Thread-safe. */
final class RestoredItems {
    private final Map<String, Map<String, ItemOutcome>> byKind = new TreeMap<>();

    /** The kind is named {@code apps/v1/Deployment}, the item by its place in the cluster, {@code namespace/name}. */
    synchronized void add(String kind, String place, ItemOutcome outcome) {
        byKind.computeIfAbsent(kind, ignored -> new TreeMap<>()).put(place, outcome);
    }

    /** In the shape of Velero's {@code -resource-list.json.gz}: {@code namespace/name(created)}. */
    synchronized Map<String, List<String>> toResourceList() {
        Map<String, List<String>> list = new TreeMap<>();
        byKind.forEach((kind, items) -> {
            TreeSet<String> entries = new TreeSet<>();
            items.forEach((place, outcome) -> entries.add(place + "(" + outcome + ")"));
            list.put(kind, List.copyOf(entries));
        });
        return list;
    }
}
