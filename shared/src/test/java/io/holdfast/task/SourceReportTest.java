package io.holdfast.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.failure.FailureKind;
import io.holdfast.task.VolumeTaskOutcome.FileTrouble;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceReportTest {
    private static final SourceReport SOME = new SourceReport(
            Collections.nCopies(60, new FileTrouble("a", FailureKind.CHANGED, "it changed")),
            new TroubleCounts(60, 2, 1),
            new LeftOutCounts(1, 2));

    @Test
    void shouldAddUpTheCountsAndKeepTheFirstTroubles() {
        SourceReport sum = SOME.plus(SOME).plus(SourceReport.NOTHING);
        assertThat(sum.counts()).isEqualTo(new TroubleCounts(120, 4, 2));
        assertThat(sum.leftOut()).isEqualTo(new LeftOutCounts(2, 4));
        assertThat(sum.troubles()).hasSize(VolumeTaskOutcome.MAX_TROUBLES);
        assertThat(sum.isComplete()).isFalse();
        assertThat(SourceReport.NOTHING.isComplete()).isTrue();
        assertThat(new SourceReport(List.of(), TroubleCounts.NONE, new LeftOutCounts(1, 1)).isComplete())
                .as("what is left out on purpose is no trouble")
                .isTrue();
    }

    @Test
    void shouldPutCountsIntoWords() {
        assertThat(SOME.counts().describe()).isEqualTo("60 changed while being read, 2 vanished, 1 could not be read");
        assertThat(TroubleCounts.one(FailureKind.NOT_FOUND).describe()).isEqualTo("1 vanished");
        assertThat(TroubleCounts.NONE.describe()).isEmpty();
        assertThat(SOME.leftOut().describe()).isEqualTo("1 socket and 2 other mounts");
        assertThat(new LeftOutCounts(2, 1).describe()).isEqualTo("2 sockets and 1 other mount");
    }
}
