package io.holdfast.coordinator.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.holdfast.coordinator.inventory.ResourceLister.Query;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.velero.VeleroNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Lists objects into a spool, leaving out those that say so themselves and those that are being deleted. */
final class ItemGatherer {
    private final ResourceLister lister;
    private final ItemSpool spool;
    private final RunLog log;
    private final Map<ItemKey, Item> items = new LinkedHashMap<>();

    ItemGatherer(ResourceLister lister, ItemSpool spool, RunLog log) {
        this.lister = lister;
        this.spool = spool;
        this.log = log;
    }

    Map<ItemKey, Item> items() {
        return items;
    }

    /** Adds the objects of a list that are wanted and not there yet. A list that fails is an error of the run. */
    void gather(Query query, Predicate<ItemKey> wanted) {
        gather(query, (key, _) -> wanted.test(key));
    }

    /** The same, where the object itself decides. */
    void gather(Query query, BiPredicate<ItemKey, ObjectNode> wanted) {
        Map<ItemKey, Item> found = new LinkedHashMap<>();
        try {
            lister.list(query, found::clear, object -> {
                ItemKey key = key(query.kind(), object);
                if (wanted.test(key, object) && !items.containsKey(key) && isToBeBackedUp(key, object)) {
                    found.put(key, item(query.kind(), key, object));
                }
            });
        } catch (KubernetesClientException e) {
            log.error(
                    ResultScope.of(query.namespace().orElse("")),
                    "The " + query.kind().groupResource() + " could not be listed and are missing from the backup: "
                            + e.getMessage());
        }
        if (!found.isEmpty()) {
            log.info("Found " + found.size() + " " + query.kind().groupResource()
                    + query.namespace().map(name -> " in namespace " + name).orElse(""));
        }
        items.putAll(found);
    }

    private Item item(ResourceKind kind, ItemKey key, ObjectNode object) {
        return new Item(
                kind,
                key,
                RelatedItems.of(kind, object),
                RelatedItems.companions(kind, object),
                spool.write(ItemJson.bytes(object)));
    }

    private boolean isToBeBackedUp(ItemKey key, ObjectNode object) {
        String excluded = object.path("metadata")
                .path("labels")
                .path(VeleroNames.EXCLUDE_FROM_BACKUP)
                .asText();
        if (excluded.equals("true")) {
            log.info("Leaving out " + key + ", because it is labelled " + VeleroNames.EXCLUDE_FROM_BACKUP + "=true");
            return false;
        }
        if (object.path("metadata").has("deletionTimestamp")) {
            log.info("Leaving out " + key + ", because it is being deleted");
            return false;
        }
        return true;
    }

    private static ItemKey key(ResourceKind kind, ObjectNode object) {
        return new ItemKey(
                kind.groupResource(),
                object.at("/metadata/namespace").asText(),
                object.at("/metadata/name").asText());
    }
}
