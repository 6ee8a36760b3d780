package io.holdfast.coordinator.restore;

import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The items that a restore takes, in its order: definitions of custom resources, then the rest resource by resource.
 *
 * @param definitions come first, because the kinds of the rest may depend on them
 * @param rest by resource, in the order of creation; namespaces are not among them, as each comes with its first item
 * @param namespaces as they are in the backup
 */
record RestorePlan(List<ItemKey> definitions, Map<String, List<ItemKey>> rest, Set<String> namespaces) {
    private static final Comparator<ItemKey> BY_PLACE =
            Comparator.comparing(ItemKey::namespace).thenComparing(ItemKey::name);

    /** A pure function; {@code selection} decides, and volumes come along with the claims that they are bound to. */
    static RestorePlan of(Collection<ItemKey> keys, RestoreSelection selection, Map<ItemKey, ItemKey> claimsOfVolumes) {
        List<ItemKey> definitions = new ArrayList<>();
        Map<String, List<ItemKey>> rest = new TreeMap<>(RestoreOrder.BY_RESOURCE);
        Set<String> namespaces = new TreeSet<>();
        for (ItemKey key : keys) {
            if (!selection.includes(key) && !comesAlong(key, selection, claimsOfVolumes)) {
                continue;
            }
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

    int size() {
        return definitions.size()
                + namespaces.size()
                + rest.values().stream().mapToInt(List::size).sum();
    }

    private static boolean comesAlong(ItemKey key, RestoreSelection selection, Map<ItemKey, ItemKey> claims) {
        ItemKey claim = claims.get(key);
        return claim != null && selection.admitsVolumes() && selection.includes(claim);
    }
}
