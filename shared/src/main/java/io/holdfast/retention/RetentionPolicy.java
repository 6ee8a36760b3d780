package io.holdfast.retention;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept of each group of snapshots; whatever one rule keeps is kept.
 *
 * @param last the newest so many
 * @param counts for an interval, the newest one of each of so many periods that have any
 * @param within all that are not older than this, counted from the newest
 * @param withinIntervals for an interval, the newest one of each period, of those that are not older than this
 * @param tags all that have every tag of one of these lists
 */
public record RetentionPolicy(
        int last,
        Map<Interval, Integer> counts,
        Optional<CalendarSpan> within,
        Map<Interval, CalendarSpan> withinIntervals,
        List<List<String>> tags) {
    /** A count that does not run out. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public RetentionPolicy {
        counts = Map.copyOf(counts);
        Objects.requireNonNull(within, "within is null");
        withinIntervals = Map.copyOf(withinIntervals);
        tags = tags.stream().map(List::copyOf).toList();
        if (last < 0 || counts.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a number of snapshots to keep is negative");
        }
    }

    /** Whether it keeps nothing, whatever there is. */
    public boolean isEmpty() {
        return last == 0
                && counts.values().stream().allMatch(count -> count == 0)
                && within.isEmpty()
                && withinIntervals.isEmpty()
                && tags.isEmpty();
    }
}
