package io.holdfast.architecture;

import java.util.List;
import java.util.stream.Stream;

/** All rules of a layout. */
final class Rules {
    private Rules() {}

    static List<Rule> of(Layout layout) {
        return Stream.of(
                        DirectionRules.of(layout),
                        LibraryRules.of(layout),
                        ConductRules.of(layout),
                        ShapeRules.of(layout))
                .flatMap(List::stream)
                .toList();
    }
}
