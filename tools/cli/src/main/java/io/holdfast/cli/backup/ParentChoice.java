package io.holdfast.cli.backup;

import io.holdfast.blob.FileId;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.task.BackupTotals;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which snapshots a backup is compared with: the one that was named, {@code none}, or those of the same host and path. */
record ParentChoice(String hostname, String path, @Nullable String named, Instant now) {
    private static final Comparator<StoredSnapshot> BY_END = Comparator.comparing(
                    (StoredSnapshot stored) -> stored.snapshot().ended())
            .thenComparing(stored -> stored.snapshot().started())
            .thenComparing(StoredSnapshot::id);

    private static final Comparator<StoredSnapshot> BY_CONTENT = Comparator.comparingLong(
                    (StoredSnapshot stored) -> totals(stored).bytesProcessed())
            .thenComparingLong(stored -> totals(stored).filesProcessed())
            .thenComparing(BY_END);

    Parents among(OpenRepository repository) {
        List<StoredSnapshot> all = repository.snapshots();
        return named == null || named.equals("none") ? among(all) : only(repository.snapshot(named), all);
    }

    /** The choice where no id was named. */
    Parents among(List<StoredSnapshot> all) {
        Optional<StoredSnapshot> finished = lastFinished(all);
        List<StoredSnapshot> worthwhile = worthwhile(finished, all);
        if (named != null) {
            return parents(Optional.empty(), List.of(), worthwhile.stream(), all);
        }
        List<StoredSnapshot> past =
                worthwhile.stream().filter(stored -> isPast(stored.snapshot())).toList();
        return parents(finished, past, worthwhile.stream(), all);
    }

    /** An unfinished one that somebody has named stays, in the newest one's place. */
    private Parents only(StoredSnapshot stored, List<StoredSnapshot> all) {
        List<StoredSnapshot> worthwhile = worthwhile(lastFinished(all), all);
        return stored.snapshot().isUnfinished()
                ? parents(
                        Optional.empty(),
                        List.of(stored),
                        Stream.concat(Stream.of(stored), worthwhile.reversed().stream()),
                        all)
                : parents(Optional.of(stored), List.of(), worthwhile.stream(), all);
    }

    /** Keeps what is worth most, the best first, as far as it is of the same host and path. */
    private Parents parents(
            Optional<StoredSnapshot> finished,
            List<StoredSnapshot> unfinished,
            Stream<StoredSnapshot> bestFirst,
            List<StoredSnapshot> all) {
        List<FileId> left = left(all).map(StoredSnapshot::id).toList();
        List<FileId> kept = bestFirst
                .map(StoredSnapshot::id)
                .filter(left::contains)
                .distinct()
                .limit(Parents.MOST_KEPT)
                .toList();
        return new Parents(
                finished,
                unfinished,
                kept,
                left.stream().filter(id -> !kept.contains(id)).toList());
    }

    private Optional<StoredSnapshot> lastFinished(List<StoredSnapshot> all) {
        return all.stream()
                .filter(stored -> !stored.snapshot().isUnfinished())
                .filter(stored -> isOfSame(stored.snapshot()) && isPast(stored.snapshot()))
                .max(BY_END);
    }

    /**
     * The newest and the richest, and the richest of the future too: nothing can go on from that now, but it may be now that the
     * clock is wrong.
     */
    private List<StoredSnapshot> worthwhile(Optional<StoredSnapshot> finished, List<StoredSnapshot> all) {
        List<StoredSnapshot> since = left(all)
                .filter(stored -> isLeftSince(finished, stored.snapshot()))
                .toList();
        List<StoredSnapshot> past =
                since.stream().filter(stored -> isPast(stored.snapshot())).toList();
        return Stream.concat(
                        newestAndRichest(past.isEmpty() ? since : past).stream(),
                        since.stream().max(BY_CONTENT).stream())
                .distinct()
                .toList();
    }

    /** A backup that went on from another and was soon interrupted as well holds little of what the other does. */
    private static List<StoredSnapshot> newestAndRichest(List<StoredSnapshot> left) {
        return Stream.concat(left.stream().max(BY_END).stream(), left.stream().max(BY_CONTENT).stream())
                .distinct()
                .toList();
    }

    /** An unfinished backup that got no further than to when a finished one ended has nothing that the other has not. */
    private static boolean isLeftSince(Optional<StoredSnapshot> finished, Snapshot snapshot) {
        return finished.filter(
                        stored -> !snapshot.ended().isAfter(stored.snapshot().ended()))
                .isEmpty();
    }

    /** Of a machine whose clock was wrong: nothing that changes before that time comes would be seen to have changed. */
    private boolean isPast(Snapshot snapshot) {
        return !snapshot.time().isAfter(now) && !snapshot.started().isAfter(now);
    }

    /** Whatever unfinished backups of the same host and path have left. */
    private Stream<StoredSnapshot> left(List<StoredSnapshot> all) {
        return all.stream().filter(stored -> stored.snapshot().isUnfinished() && isOfSame(stored.snapshot()));
    }

    private boolean isOfSame(Snapshot snapshot) {
        return snapshot.hostname().equals(hostname) && snapshot.paths().equals(List.of(path));
    }

    private static BackupTotals totals(StoredSnapshot stored) {
        return stored.snapshot().summary().map(SnapshotSummary::totals).orElse(BackupTotals.NONE);
    }
}
