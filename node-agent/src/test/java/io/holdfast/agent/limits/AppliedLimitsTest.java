package io.holdfast.agent.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.concurrent.Permit;
import io.holdfast.task.NodeLimits;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AppliedLimitsTest {
    private static final NodeLimits MACHINE = limits(1, 1, 1, 5000);

    private static NodeLimits limits(int volumes, int files, int threads, long memory) {
        return new NodeLimits(
                OptionalInt.of(volumes), OptionalInt.of(files), OptionalInt.of(threads), OptionalLong.of(memory));
    }

    private static NodeLimits files(int files) {
        return new NodeLimits(OptionalInt.empty(), OptionalInt.of(files), OptionalInt.empty(), OptionalLong.empty());
    }

    @Test
    void shouldTakeTheHighestSettingThatThereIs() {
        AppliedLimits limits = new AppliedLimits(files(20), MACHINE);
        assertThat(limits.effective()).isEqualTo(limits(1, 20, 1, 5000));
        assertThat(limits.apply(NodeLimits.UNSET, limits(3, 3, 3, 3000))).isEqualTo(limits(3, 20, 3, 3000));
        assertThat(limits.apply(files(40), limits(3, 3, 3, 3000))).isEqualTo(limits(3, 40, 3, 3000));
        assertThat(limits.apply(NodeLimits.UNSET, NodeLimits.UNSET)).isEqualTo(limits(1, 20, 1, 5000));
    }

    @Test
    void shouldNotPromiseMoreMemoryThanTheHeapHas() {
        AppliedLimits limits = new AppliedLimits(NodeLimits.UNSET, MACHINE);
        assertThat(limits.apply(limits(1, 1, 1, 5001), NodeLimits.UNSET).memoryBytes())
                .hasValue(5000);
        assertThat(limits.apply(limits(1, 1, 1, 4999), NodeLimits.UNSET).memoryBytes())
                .hasValue(4999);
    }

    /** Proves that a new limit reaches work that already waits under the old one. */
    @Test
    void shouldReachRunningWork() throws Exception {
        AppliedLimits limits = new AppliedLimits(NodeLimits.UNSET, MACHINE);
        var dataPath = limits.forTask("t", OptionalInt.empty());
        try (Permit _ = dataPath.files().acquire()) {
            CompletableFuture<Permit> waiting = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    waiting.complete(dataPath.files().acquire());
                } catch (InterruptedException e) {
                    waiting.completeExceptionally(e);
                }
            });
            limits.apply(files(2), NodeLimits.UNSET);
            waiting.get().close();
        }
        assertThat(dataPath.files().permits()).isEqualTo(2);
    }

    @Test
    void shouldLetABackupsOwnNumberOfFilesCountForAllItsSlices() {
        AppliedLimits limits = new AppliedLimits(NodeLimits.UNSET, MACHINE);
        var slice = limits.forTask("t", OptionalInt.of(7));
        assertThat(slice.files().permits()).isEqualTo(7);
        assertThat(limits.forTask("t", OptionalInt.of(7)).files()).isSameAs(slice.files());
        assertThat(limits.forTask("other", OptionalInt.empty()).files().permits())
                .isEqualTo(1);
        assertThat(slice.threads())
                .isSameAs(limits.forTask("other", OptionalInt.empty()).threads());
    }

    @Test
    void shouldDeriveFromTheMachineWhatNobodyHasSet() {
        long maxHeap = 405_471_232; // what the JVM says with the launcher's -Xmx400m
        assertThat(MachineLimits.of(2, maxHeap).memoryBytes().orElseThrow() / 2)
                .as("half is for packs, and two slices store side by side")
                .isGreaterThanOrEqualTo(120L << 20);
        assertThat(MachineLimits.of(8, 384L << 20)).isEqualTo(limits(4, 16, 8, 240L << 20));
        assertThat(MachineLimits.of(1, 1L << 40).memoryBytes()).hasValue(1L << 30);
    }
}
