package io.holdfast.coordinator.inventory;

import java.util.List;

/**
 * One object of the cluster as the backup found it.
 *
 * @param links other objects that have to be backed up together with it
 * @param companions other objects that it needs where it is restored, but that make no block with it
 * @param place where its JSON lies in the spool
 */
public record Item(
        ResourceKind kind, ItemKey key, List<ItemKey> links, List<ItemKey> companions, ItemSpool.Place place) {
    public Item {
        links = List.copyOf(links);
        companions = List.copyOf(companions);
    }
}
