package io.holdfast.cli.backup;

import io.holdfast.blob.FileId;
import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.SnapshotSummary;
import io.holdfast.snapshot.StoredSnapshot;
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

    private static final Comparator<StoredSnapshot> BY_CONTENT =
            Comparator.comparingLong(ParentChoice::bytes).thenComparing(BY_END);

    Parents among(OpenRepository repository) {
        List<StoredSnapshot> all = repository.snapshots();
        return named == null || named.equals("none") ? among(all) : only(repository.snapshot(named), all);
    }

    /** The choice where no id was named. */
    Parents among(List<StoredSnapshot> all) {
        if (named != null) {
            return new Parents(Optional.empty(), List.of(), leftovers(all));
        }
        List<StoredSnapshot> past = all.stream()
                .filter(stored -> isOfSame(stored.snapshot()) && isPast(stored.snapshot()))
                .toList();
        Optional<StoredSnapshot> finished = past.stream()
                .filter(stored -> !stored.snapshot().isUnfinished())
                .max(BY_END);
        List<StoredSnapshot> left = past.stream()
                .filter(stored -> stored.snapshot().isUnfinished() && isLeftSince(finished, stored.snapshot()))
                .toList();
        return new Parents(finished, newestAndRichest(left), leftovers(all));
    }

    private Parents only(StoredSnapshot stored, List<StoredSnapshot> all) {
        return stored.snapshot().isUnfinished()
                ? new Parents(Optional.empty(), List.of(stored), leftovers(all))
                : new Parents(Optional.of(stored), List.of(), leftovers(all));
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

    private List<FileId> leftovers(List<StoredSnapshot> all) {
        return all.stream()
                .filter(stored -> stored.snapshot().isUnfinished() && isOfSame(stored.snapshot()))
                .map(StoredSnapshot::id)
                .toList();
    }

    private boolean isOfSame(Snapshot snapshot) {
        return snapshot.hostname().equals(hostname) && snapshot.paths().equals(List.of(path));
    }

    private static long bytes(StoredSnapshot stored) {
        return stored.snapshot()
                .summary()
                .map(SnapshotSummary::totals)
                .map(totals -> totals.bytesProcessed())
                .orElse(0L);
    }
}
