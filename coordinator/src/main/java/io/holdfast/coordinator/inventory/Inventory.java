package io.holdfast.coordinator.inventory;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items that a backup takes, in the order in which they were found; it owns their JSON. Read by any thread. */
public final class Inventory implements AutoCloseable {
    private final ItemSpool spool;
    private final KubernetesSerialization serialization;
    private final Map<ItemKey, Item> items;

    Inventory(ItemSpool spool, KubernetesSerialization serialization, Map<ItemKey, Item> items) {
        this.spool = spool;
        this.serialization = serialization;
        this.items = new LinkedHashMap<>(items);
    }

    public Collection<Item> items() {
        return items.values();
    }

    /** The items of one kind. */
    public List<Item> items(String groupResource) {
        return items.values().stream()
                .filter(item -> item.key().resource().equals(groupResource))
                .toList();
    }

    public Optional<Item> find(ItemKey key) {
        return Optional.ofNullable(items.get(key));
    }

    /** The object as JSON text. */
    public byte[] json(Item item) {
        return spool.read(item.place());
    }

    /** The object as a model class. */
    public <T> T read(Item item, Class<T> type) {
        return serialization.unmarshal(new String(json(item), StandardCharsets.UTF_8), type);
    }

    @Override
    public void close() {
        spool.close();
    }
}
