package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The items that a restore takes, in its order: definitions of custom resources, then the rest resource by resource.
 *
 * @param definitions come first, because the kinds of the rest may depend on them
 * @param rest by resource, in the order of creation; namespaces are not among them, as each comes with its first item
 * @param namespaces as they are in the backup
 */
record RestorePlan(List<ItemKey> definitions, Map<String, List<ItemKey>> rest, Set<String> namespaces) {
    static final Comparator<ItemKey> BY_PLACE =
            Comparator.comparing(ItemKey::namespace).thenComparing(ItemKey::name);

    /**
     * A pure function. {@code selection} and {@code labelled} decide; claims come along with the pods that mount them, and
     * volumes with the claims that they are bound to, whatever their labels.
     */
    static RestorePlan of(
            Collection<ItemKey> keys,
            RestoreSelection selection,
            Predicate<ItemKey> labelled,
            ClaimRelations relations) {
        Set<ItemKey> chosen = new LinkedHashSet<>();
        keys.stream()
                .filter(key -> selection.includes(key) && labelled.test(key))
                .forEach(chosen::add);
        relations.claimsOfPods().forEach((pod, claims) -> {
            if (chosen.contains(pod)) {
                claims.values().stream().filter(selection::includes).forEach(chosen::add);
            }
        });
        relations.claimsOfVolumes().forEach((volume, claim) -> {
            if (chosen.contains(claim) && selection.admitsVolumes()) {
                chosen.add(volume);
            }
        });
        chosen.retainAll(keys);
        List<ItemKey> definitions = new ArrayList<>();
        Map<String, List<ItemKey>> rest = new TreeMap<>(RestoreOrder.BY_RESOURCE);
        Set<String> namespaces = new TreeSet<>();
        for (ItemKey key : chosen) {
            if (key.resource().equals(RestoreOrder.DEFINITIONS)) {
                definitions.add(key);
            } else if (key.resource().equals(ResourceKind.NAMESPACES)) {
                namespaces.add(key.name());
            } else {
                rest.computeIfAbsent(key.resource(), ignored -> new ArrayList<>())
                        .add(key);
                if (!key.namespace().isEmpty()) {
                    namespaces.add(key.namespace());
                }
            }
        }
        definitions.sort(BY_PLACE);
        rest.values().forEach(items -> items.sort(BY_PLACE));
        return new RestorePlan(definitions, rest, namespaces);
    }

    /** Those of one resource, in the order of creation. */
    List<ItemKey> of(String resource) {
        return rest.getOrDefault(resource, List.of());
    }

    int size() {
        return definitions.size()
                + namespaces.size()
                + rest.values().stream().mapToInt(List::size).sum();
    }
}
