package io.holdfast.coordinator.collect;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.coordinator.inventory.Inventory;
import io.holdfast.coordinator.inventory.Item;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.inventory.ResourceKind;
import io.holdfast.coordinator.plan.ItemBlock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Writes the objects of blocks into a tarball. */
public final class ItemCollector {
    private final Clock clock;
    private final String backupUid;

    public ItemCollector(Clock clock, String backupUid) {
        this.clock = clock;
        this.backupUid = backupUid;
    }

    /** Writes block by block; {@code progress} is told the number of objects written so far. */
    public CollectedItems collect(List<ItemBlock> blocks, Inventory inventory, Path tarball, IntConsumer progress) {
        Map<String, List<String>> resources = new TreeMap<>();
        int count = 0;
        try (TarballWriter writer = new TarballWriter(tarball, clock, backupUid)) {
            for (ItemBlock block : blocks) {
                Cancellation.check("The backup");
                for (Item item : block.items()) {
                    writer.add(item, inventory.json(item));
                    resources
                            .computeIfAbsent(listed(item.kind()), ignored -> new ArrayList<>())
                            .add(listed(item.key()));
                    progress.accept(++count);
                }
            }
        }
        resources.values().forEach(Collections::sort);
        return new CollectedItems(tarball, count, resources);
    }

    private static String listed(ResourceKind kind) {
        return kind.apiVersion() + "/" + kind.kind();
    }

    private static String listed(ItemKey key) {
        return key.path();
    }
}
