package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.StoredSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForgetPlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final SnapshotGroup.By TOGETHER = new SnapshotGroup.By(false, false, false);

    @Test
    void shouldKeepTheNewestOfEachDayAndTheOldestOfAll() {
        RetentionPolicy policy = policy(0, Map.of(Interval.DAILY, 3));
        assertThat(kept(policy, "2026-11-21T03:00", "2026-11-21T02:00", "2026-11-18T09:00", "2026-11-18T08:00"))
                .containsExactly(
                        "2026-11-21T03:00 daily snapshot",
                        "2026-11-18T09:00 daily snapshot",
                        "2026-11-18T08:00 oldest daily snapshot");
    }

    @Test
    void shouldCountPeriodsThatHaveSnapshotsAlone() {
        RetentionPolicy policy = policy(0, Map.of(Interval.MONTHLY, 2));
        assertThat(kept(policy, "2026-11-01T00:00", "2026-02-05T00:00", "2025-12-31T00:00", "2020-01-01T00:00"))
                .containsExactly("2026-11-01T00:00 monthly snapshot", "2026-02-05T00:00 monthly snapshot");
    }

    @Test
    void shouldTellYearsOfWeeksFromThoseOfMonths() {
        RetentionPolicy policy = policy(0, Map.of(Interval.WEEKLY, 9));
        assertThat(kept(policy, "2026-01-04T00:00", "2025-12-29T00:00", "2025-12-28T00:00", "2025-12-27T00:00"))
                .as("the last days of 2025 are of the first week of 2026")
                .containsExactly(
                        "2026-01-04T00:00 weekly snapshot",
                        "2025-12-28T00:00 weekly snapshot",
                        "2025-12-27T00:00 oldest weekly snapshot");
    }

    @Test
    void shouldNotCountBackFromASnapshotOfTheFuture() {
        RetentionPolicy policy = new RetentionPolicy(0, Map.of(), CalendarSpan.parse("2d"), Map.of(), List.of());
        assertThat(kept(policy, "2027-01-01T00:00", "2026-11-20T00:00", "2026-11-19T00:00", "2026-11-18T00:00"))
                .containsExactly(
                        "2027-01-01T00:00 within 2d", "2026-11-20T00:00 within 2d", "2026-11-19T00:00 within 2d");
        assertThat(kept(policy, "2027-01-02T00:00", "2027-01-01T00:00")).hasSize(2);
    }

    @Test
    void shouldKeepWhatSeveralRulesKeepOnce() {
        RetentionPolicy policy = new RetentionPolicy(
                1,
                Map.of(Interval.YEARLY, RetentionPolicy.UNLIMITED),
                Optional.empty(),
                Map.of(Interval.HOURLY, CalendarSpan.parse("1h").orElseThrow()),
                List.of());
        assertThat(kept(policy, "2026-11-21T03:30", "2026-11-21T03:10", "2026-11-21T02:40", "2025-01-01T00:00"))
                .containsExactly(
                        "2026-11-21T03:30 last snapshot, yearly snapshot, hourly within 1h",
                        "2026-11-21T02:40 hourly within 1h",
                        "2025-01-01T00:00 yearly snapshot");
    }

    @Test
    void shouldPlanEachGroupAlone() {
        List<StoredSnapshot> snapshots = List.of(
                snapshot("2026-11-20T00:00", "a", List.of("/x", "/y"), List.of("t")),
                snapshot("2026-11-19T00:00", "a", List.of("/y", "/x"), List.of()),
                snapshot("2026-11-18T00:00", "a", List.of("/x"), List.of("t")),
                snapshot("2026-11-17T00:00", "b", List.of("/x"), List.of("t")));
        RetentionPolicy last = policy(1, Map.of());
        assertThat(new ForgetPlanner(last, new SnapshotGroup.By(true, true, false), NOW).plan(snapshots))
                .extracting(plan -> plan.group() + " " + plan.keep().size() + " "
                        + plan.remove().size())
                .containsExactly(
                        new SnapshotGroup("a", List.of("/x"), List.of()) + " 1 0",
                        new SnapshotGroup("a", List.of("/x", "/y"), List.of()) + " 1 1",
                        new SnapshotGroup("b", List.of("/x"), List.of()) + " 1 0");
        assertThat(new ForgetPlanner(last, new SnapshotGroup.By(false, false, true), NOW).plan(snapshots))
                .extracting(plan -> plan.keep().size() + plan.remove().size())
                .containsExactly(1, 3);
        RetentionPolicy tagged = new RetentionPolicy(0, Map.of(), Optional.empty(), Map.of(), List.of(List.of("t")));
        assertThat(new ForgetPlanner(tagged, TOGETHER, NOW)
                        .plan(snapshots)
                        .getFirst()
                        .remove())
                .containsExactly(snapshots.get(1));
    }

    @Test
    void shouldTellGroupsApartThatReadAlike() {
        List<StoredSnapshot> snapshots = List.of(
                snapshot("2026-11-20T00:00", "a", List.of("/x, /y"), List.of()),
                snapshot("2026-11-19T00:00", "a", List.of("/x", "/y"), List.of()));
        assertThat(new ForgetPlanner(policy(1, Map.of()), new SnapshotGroup.By(true, true, false), NOW).plan(snapshots))
                .hasSize(2)
                .allSatisfy(plan -> assertThat(plan.remove()).isEmpty());
    }

    @Test
    void shouldKnowAPolicyThatKeepsNothing() {
        assertThat(policy(0, Map.of(Interval.DAILY, 0)).isEmpty()).isTrue();
        assertThat(policy(0, Map.of(Interval.DAILY, 1)).isEmpty()).isFalse();
    }

    private static RetentionPolicy policy(int last, Map<Interval, Integer> counts) {
        return new RetentionPolicy(last, counts, Optional.empty(), Map.of(), List.of());
    }

    /** Those of snapshots of these times that stay, and why. */
    private static List<String> kept(RetentionPolicy policy, String... times) {
        List<StoredSnapshot> snapshots = Stream.of(times)
                .map(time -> snapshot(time, "here", List.of("/data"), List.of()))
                .toList();
        List<ForgetPlan> plans = new ForgetPlanner(policy, TOGETHER, NOW).plan(snapshots);
        assertThat(plans).hasSize(1);
        return plans.getFirst().keep().stream()
                .map(kept -> kept.snapshot().snapshot().time().toString().substring(0, 16) + " "
                        + String.join(", ", kept.reasons()))
                .toList();
    }

    private static StoredSnapshot snapshot(String time, String host, List<String> paths, List<String> tags) {
        BlobId tree = BlobId.of(new byte[0]);
        Snapshot snapshot = Snapshot.of(Instant.parse(time + ":00Z"), tree, paths, host, "tester", tags);
        return new StoredSnapshot(FileId.of((time + host).getBytes(StandardCharsets.UTF_8)), snapshot);
    }
}
