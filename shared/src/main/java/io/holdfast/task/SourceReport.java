package io.holdfast.task;

import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What of a source is not in its tree.
 *
 * @param troubles the first of them, at most {@link VolumeTaskOutcome#MAX_TROUBLES}; {@code counts} has them all
 */
public record SourceReport(List<FileTrouble> troubles, TroubleCounts counts, LeftOutCounts leftOut) {
    public static final SourceReport NOTHING = new SourceReport(List.of(), TroubleCounts.NONE, LeftOutCounts.NONE);

    public SourceReport {
        troubles = troubles.stream().limit(VolumeTaskOutcome.MAX_TROUBLES).toList();
        Objects.requireNonNull(counts, "counts is null");
        Objects.requireNonNull(leftOut, "leftOut is null");
    }

    /** Whether the tree holds all that it should. */
    public boolean isComplete() {
        return counts.total() == 0;
    }

    public SourceReport plus(SourceReport other) {
        return new SourceReport(
                Stream.concat(troubles.stream(), other.troubles.stream()).toList(),
                counts.plus(other.counts),
                leftOut.plus(other.leftOut));
    }
}
