package io.holdfast.task;

import io.holdfast.failure.FailureKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a volume task ended. */
public sealed interface VolumeTaskOutcome {
    /**
     * What could not be read or written, each with its path and reason; never dropped. A path may be as long as directories
     * are deep: of a very long one the middle is left out.
     */
    record FileTrouble(String path, FailureKind kind, String message) {
        public FileTrouble {
            path = ShortText.of(path);
            Objects.requireNonNull(kind, "kind is null");
            message = ShortText.of(message);
        }
    }

    /**
     * The volume's tree is stored: the coordinator may write the snapshot.
     *
     * @param tree the root tree's id, 64 hex digits
     * @param root what the tree does not hold of the volume's own folder
     * @param source what it does not hold of the volume
     */
    record BackedUp(String tree, Optional<VolumeRoot> root, BackupTotals totals, SourceReport source)
            implements VolumeTaskOutcome {
        public BackedUp {
            Objects.requireNonNull(tree, "tree is null");
            Objects.requireNonNull(source, "source is null");
        }
    }

    record Restored(long files, long bytes, List<FileTrouble> troubles, long troubleCount)
            implements VolumeTaskOutcome {
        public Restored {
            troubles = List.copyOf(troubles);
        }
    }

    /** Nothing usable came of it; the message names the volume, the reason and the remedy. */
    record Failed(FailureKind kind, String message) implements VolumeTaskOutcome {}

    int MAX_TROUBLES = 100;
}
