package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.blob.BlobId;
import io.holdfast.foreign.Restic;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.TestRepositories;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.StoredSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random policies on random snapshots keep what {@code restic forget --dry-run} would keep, for the same reasons. */
class ForgetPlannerResticTest {
    private static final long SEED = 20261123;
    private static final int SNAPSHOTS = 90;
    private static final int ROUNDS = 20;
    private static final Instant NEWEST = Instant.parse("2026-10-31T23:30:00Z");

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    /** A policy, and the options that tell restic the same. */
    private record Asked(RetentionPolicy policy, SnapshotGroup.By groupBy, List<String> options) {}

    @Test
    void shouldKeepWhatResticKeeps() throws Exception {
        List<StoredSnapshot> snapshots = makeSnapshots();
        int removing = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Asked asked = ask();
            Map<String, String> ours = new TreeMap<>();
            for (ForgetPlan plan : new ForgetPlanner(asked.policy(), asked.groupBy(), Instant.now()).plan(snapshots)) {
                plan.remove().forEach(stored -> ours.put(stored.id().toHex(), "removed"));
                plan.keep()
                        .forEach(kept -> ours.put(
                                kept.snapshot().id().toHex(), kept.reasons().toString()));
            }
            assertThat(ours)
                    .as("seed %d, round %d, %s", SEED, round, asked.options())
                    .isEqualTo(byRestic(asked));
            removing += ours.containsValue("removed") ? 1 : 0;
        }
        assertThat(removing).as("rounds that remove something").isGreaterThan(ROUNDS / 2);
    }

    private List<StoredSnapshot> makeSnapshots() {
        List<StoredSnapshot> made = new ArrayList<>();
        try (OpenRepository repository =
                TestRepositories.openOrCreate(TestRepositories.directory(folder.resolve("repository")))) {
            Instant time = NEWEST;
            for (int i = 0; i < SNAPSHOTS; i++) {
                Snapshot snapshot = snapshot(time);
                made.add(new StoredSnapshot(repository.saveSnapshot(snapshot), snapshot));
                time = time.minus(Duration.ofMinutes(
                                random.nextInt(5) == 0 ? random.nextInt(90_000) : random.nextInt(900)))
                        .minusSeconds(1);
            }
            assertThat(repository.snapshots()).containsExactlyInAnyOrderElementsOf(made);
        }
        return made;
    }

    private Snapshot snapshot(Instant time) {
        ZoneOffset zone = ZoneOffset.ofHoursMinutes(new int[] {0, 5, -8}[random.nextInt(3)], 0);
        return new Snapshot(
                time,
                zone,
                Optional.empty(),
                BlobId.of(new byte[0]),
                random.nextInt(4) == 0 ? List.of("/x", "/y") : List.of("/x"),
                random.nextInt(4) == 0 ? "b" : "a",
                "tester",
                0,
                0,
                List.of(),
                random.nextInt(6) == 0 ? List.of("gold", "blue") : random.nextInt(3) == 0 ? List.of("gold") : List.of(),
                Optional.empty(),
                "test",
                Optional.empty());
    }

    private Asked ask() {
        List<String> options = new ArrayList<>();
        int last = random.nextInt(3);
        options.add("--keep-last=" + last);
        Map<Interval, Integer> counts = new EnumMap<>(Interval.class);
        Map<Interval, CalendarSpan> withinIntervals = new EnumMap<>(Interval.class);
        for (Interval interval : Interval.values()) {
            if (random.nextInt(3) == 0) {
                int count = random.nextInt(8);
                counts.put(interval, count == 7 ? RetentionPolicy.UNLIMITED : count);
                options.add("--keep-" + interval.word() + "=" + (count == 7 ? "unlimited" : count));
            }
            if (random.nextInt(5) == 0) {
                withinIntervals.put(interval, span(options, "--keep-within-" + interval.word()));
            }
        }
        Optional<CalendarSpan> within =
                random.nextInt(3) == 0 ? Optional.of(span(options, "--keep-within")) : Optional.empty();
        List<List<String>> tags = new ArrayList<>();
        if (random.nextInt(4) == 0) {
            tags.add(List.of("gold", "blue"));
            options.add("--keep-tag=gold,blue");
        }
        options.add("--keep-tag=none");
        tags.add(List.of("none"));
        SnapshotGroup.By by = new SnapshotGroup.By(random.nextBoolean(), random.nextBoolean(), random.nextInt(4) == 0);
        options.add(
                "--group-by=" + (by.host() ? "host," : "") + (by.paths() ? "paths," : "") + (by.tags() ? "tags" : ""));
        return new Asked(new RetentionPolicy(last, counts, within, withinIntervals, tags), by, options);
    }

    private CalendarSpan span(List<String> options, String option) {
        String text = List.of("1h", "36h", "9d", "1m", "2m3d", "1y", "1y2m").get(random.nextInt(7));
        options.add(option + "=" + text);
        return CalendarSpan.parse(text).orElseThrow();
    }

    private Map<String, String> byRestic(Asked asked) throws Exception {
        List<String> command = new ArrayList<>(List.of("forget", "--dry-run", "--no-lock", "--json"));
        command.addAll(asked.options());
        String output =
                new Restic(folder.resolve("repository"), folder.resolve("scratch")).run(command.toArray(String[]::new));
        Map<String, String> decided = new TreeMap<>();
        for (JsonNode group : new ObjectMapper().readTree(output)) {
            group.path("remove")
                    .forEach(snapshot -> decided.put(snapshot.path("id").asText(), "removed"));
            for (JsonNode reason : group.path("reasons")) {
                List<String> matches = new ArrayList<>();
                reason.path("matches").forEach(match -> matches.add(match.asText()));
                decided.put(reason.path("snapshot").path("id").asText(), matches.toString());
            }
        }
        return decided;
    }
}
