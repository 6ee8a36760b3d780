package io.holdfast.cli;

import io.holdfast.repository.OpenRepository;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which snapshots a backup is compared with: the one that was named, {@code none}, or those of the same host and path. */
record ParentChoice(String hostname, String path, @Nullable String named) {
    Parents among(OpenRepository repository) {
        if (named == null) {
            List<StoredSnapshot> same = repository.snapshots().stream()
                    .filter(stored -> isOfSame(stored.snapshot()))
                    .toList();
            Optional<StoredSnapshot> finished = newest(same, snapshot -> !snapshot.isUnfinished());
            return new Parents(finished, newest(same, snapshot -> isLeftSince(finished, snapshot)));
        }
        return named.equals("none")
                ? Parents.NONE
                : new Parents(Optional.of(repository.snapshot(named)), Optional.empty());
    }

    private static Optional<StoredSnapshot> newest(List<StoredSnapshot> all, Predicate<Snapshot> wanted) {
        return all.stream()
                .filter(stored -> wanted.test(stored.snapshot()))
                .max(Comparator.comparing(stored -> stored.snapshot().started()));
    }

    /** An unfinished backup that began before a finished one has nothing that the other has not. */
    private static boolean isLeftSince(Optional<StoredSnapshot> finished, Snapshot snapshot) {
        return snapshot.isUnfinished()
                && finished.filter(stored ->
                                snapshot.started().isBefore(stored.snapshot().started()))
                        .isEmpty();
    }

    private boolean isOfSame(Snapshot snapshot) {
        return snapshot.hostname().equals(hostname) && snapshot.paths().equals(List.of(path));
    }
}
