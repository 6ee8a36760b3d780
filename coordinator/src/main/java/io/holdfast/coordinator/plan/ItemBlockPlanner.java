package io.holdfast.coordinator.plan;

import io.holdfast.coordinator.inventory.Item;
import io.holdfast.coordinator.inventory.ItemKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes blocks of the connected groups of the graph of links, so that no item is in two. Blocks come in the order of
 * their first items, and items within a block in the order given. Links to items that are not there mean nothing.
 */
public final class ItemBlockPlanner {
    private ItemBlockPlanner() {}

    public static List<ItemBlock> plan(Collection<Item> items) {
        Groups groups = new Groups();
        items.forEach(item -> groups.add(item.key()));
        for (Item item : items) {
            item.links().stream().filter(groups::contains).forEach(link -> groups.unite(item.key(), link));
        }
        Map<ItemKey, List<Item>> blocks = new LinkedHashMap<>();
        for (Item item : items) {
            blocks.computeIfAbsent(groups.find(item.key()), ignored -> new ArrayList<>())
                    .add(item);
        }
        return blocks.values().stream().map(ItemBlock::new).toList();
    }

    /** Disjoint sets of keys, each known by one of its members. */
    private static final class Groups {
        private final Map<ItemKey, ItemKey> parents = new HashMap<>();

        void add(ItemKey key) {
            parents.put(key, key);
        }

        boolean contains(ItemKey key) {
            return parents.containsKey(key);
        }

        /** Follows parents to the group's root, halving the path for the next one who asks. */
        ItemKey find(ItemKey key) {
            ItemKey at = key;
            for (ItemKey parent = parentOf(at); !parent.equals(at); parent = parentOf(at)) {
                ItemKey next = parentOf(parent);
                parents.put(at, next);
                at = next;
            }
            return at;
        }

        void unite(ItemKey one, ItemKey other) {
            parents.put(find(one), find(other));
        }

        private ItemKey parentOf(ItemKey key) {
            return Optional.ofNullable(parents.get(key)).orElseThrow();
        }
    }
}
