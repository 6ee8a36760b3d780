package io.holdfast.task;

import io.holdfast.failure.FailureKind;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How an attempt at a slice ended. What it names is durable in the repository, or in the volume, before it is told. */
public sealed interface SliceOutcome {
    /** Of a survey: the volume's parts, what they hold together, and what an agent that knows it tells of the root. */
    record Surveyed(List<FileSlice> parts, long bytes, long files, Optional<VolumeRoot> root) implements SliceOutcome {
        public Surveyed {
            parts = List.copyOf(parts);
        }
    }

    /** Of a part or a merge: the id of its tree, 64 hex digits. */
    record Archived(String tree, BackupTotals totals, SourceReport source) implements SliceOutcome {
        public Archived {
            Objects.requireNonNull(tree, "tree is null");
            Objects.requireNonNull(totals, "totals is null");
            Objects.requireNonNull(source, "source is null");
        }
    }

    record Restored(long files, long bytes, List<FileTrouble> troubles, long troubleCount) implements SliceOutcome {
        public Restored {
            troubles = List.copyOf(troubles);
        }
    }

    /** Nothing usable came of this attempt; the message names the thing, the reason and the remedy. */
    record Failed(FailureKind kind, String message) implements SliceOutcome {
        public Failed {
            Objects.requireNonNull(kind, "kind is null");
            Objects.requireNonNull(message, "message is null");
        }
    }
}
