package io.holdfast.coordinator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.coordinator.inventory.GoldenItems;
import io.holdfast.coordinator.inventory.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemBlockPlannerTest {
    private static final Path CASES = Path.of("src", "test", "resources", "plan");

    static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList();
        }
    }

    /** Each folder holds the objects of an inventory ({@code in-*.yaml}) and the blocks they make ({@code plan.yaml}). */
    @ParameterizedTest
    @MethodSource("cases")
    void shouldMakeTheBlocksOfTheGoldenPlan(Path folder) throws IOException {
        assertThat(yaml(ItemBlockPlanner.plan(GoldenItems.read(folder))))
                .isEqualTo(Files.readString(folder.resolve("plan.yaml")));
    }

    @Test
    void shouldPutEachItemIntoOneBlockWhateverTheOrder() throws IOException {
        List<Item> items = new ArrayList<>();
        for (Path folder : cases()) {
            items.addAll(GoldenItems.read(folder));
        }
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(items, new Random(seed));
            assertThat(ItemBlockPlanner.plan(items).stream()
                            .flatMap(block -> block.items().stream())
                            .toList())
                    .describedAs("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(items);
        }
    }

    private static String yaml(List<ItemBlock> blocks) {
        return blocks.stream()
                .map(block -> block.items().stream()
                        .map(item -> item.key().toString())
                        .collect(Collectors.joining("\n    - ", "- items:\n    - ", "\n")))
                .collect(Collectors.joining());
    }
}
