package io.holdfast.task;

import java.util.List;
import java.util.Objects;

/** What is to be done for one slice. A backup is surveyed, its parts archived, and their trees merged. */
public sealed interface SliceWork {
    /** Looks over the volume and cuts it into slices. */
    record Survey() implements SliceWork {}

    /** Reads one part of the volume into the repository. */
    record Archive(FileSlice part) implements SliceWork {
        public Archive {
            Objects.requireNonNull(part, "part is null");
        }
    }

    /** Unites the trees of all parts into the volume's root tree. */
    record Merge(List<SliceTree> trees) implements SliceWork {
        public Merge {
            trees = List.copyOf(trees);
        }
    }

    /** Writes the snapshot of a restore task into the volume. */
    record Restore() implements SliceWork {}
}
