package io.holdfast.coordinator.plan;

import io.holdfast.coordinator.inventory.Item;
import java.util.List;

/** Items that are backed up together: a pod with its claims and their volumes, or a single object. */
public record ItemBlock(List<Item> items) {
    public ItemBlock {
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a block without items");
        }
    }
}
