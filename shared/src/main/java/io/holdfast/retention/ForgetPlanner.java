package io.holdfast.retention;

import io.holdfast.snapshot.StoredSnapshot;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Applies a policy to snapshots as restic does: to each group alone, from the newest on. */
public record ForgetPlanner(RetentionPolicy policy, SnapshotGroup.By groupBy, Instant now) {
    private static final Comparator<SnapshotGroup> BY_NAME = Comparator.comparing(SnapshotGroup::hostname)
            .thenComparing(SnapshotGroup::paths, ForgetPlanner::compare)
            .thenComparing(SnapshotGroup::tags, ForgetPlanner::compare);

    /** A plan for each group, by the groups' names. */
    public List<ForgetPlan> plan(List<StoredSnapshot> snapshots) {
        return snapshots.stream()
                .collect(Collectors.groupingBy(
                        stored -> groupBy.of(stored.snapshot()), () -> new TreeMap<>(BY_NAME), Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> plan(group.getKey(), group.getValue()))
                .toList();
    }

    /** Element by element, as two lists may read alike and differ. */
    private static int compare(List<String> one, List<String> other) {
        return Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));
    }

    private ForgetPlan plan(SnapshotGroup group, List<StoredSnapshot> snapshots) {
        List<StoredSnapshot> newestFirst = snapshots.stream()
                .sorted(Comparator.comparing(
                                (StoredSnapshot stored) -> stored.snapshot().time())
                        .reversed())
                .toList();
        List<KeepRule> rules = KeepRules.of(policy, latest(newestFirst));
        List<ForgetPlan.Kept> keep = new ArrayList<>();
        List<StoredSnapshot> remove = new ArrayList<>();
        for (StoredSnapshot stored : newestFirst) {
            boolean isOldest = stored.equals(newestFirst.getLast());
            List<String> reasons = rules.stream()
                    .flatMap(rule -> rule.keeps(stored.snapshot(), isOldest).stream())
                    .toList();
            if (reasons.isEmpty()) {
                remove.add(stored);
            } else {
                keep.add(new ForgetPlan.Kept(stored, reasons));
            }
        }
        return new ForgetPlan(group, keep, remove);
    }

    /** From when lengths of time are counted back; a clock that was wrong must not make all others old. */
    private Optional<OffsetDateTime> latest(List<StoredSnapshot> newestFirst) {
        return newestFirst.stream()
                .filter(stored -> stored.snapshot().time().isBefore(now))
                .findFirst()
                .map(stored -> KeepRule.timeOf(stored.snapshot()));
    }
}
