package io.holdfast.agent.report;

import io.holdfast.failure.FailureKind;
import io.holdfast.task.FileSlice;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceWork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Counts what slices do. Where Velero's node agent has a metric of the same meaning, its name and {@code node} label are
 * kept ({@code podVolume_…}); labels are few and bounded. Thread-safe.
 */
public final class AgentMetrics {
    private final MeterRegistry registry;
    private final String node;

    public AgentMetrics(MeterRegistry registry, String node) {
        this.registry = registry;
        this.node = node;
    }

    /** Shows how many slices run, and whether a coordinator has the agent. */
    public void watch(IntSupplier runningSlices, IntSupplier registered) {
        gauge("holdfast_agent_slices_running", runningSlices);
        gauge("holdfast_agent_registered", registered);
    }

    /** The registry alone holds what is asked, so it must not let it go. */
    private void gauge(String name, IntSupplier value) {
        Gauge.builder(name, value, IntSupplier::getAsInt).strongReference(true).register(registry);
    }

    /** A slice has been taken up. */
    public void begun(SliceAssignment assignment) {
        if (assignment.work() instanceof SliceWork.Survey) {
            counter("podVolume_pod_volume_backup_enqueue_count").increment();
        }
    }

    /** A slice has ended after this time. */
    public void ended(SliceAssignment assignment, SliceOutcome outcome, Duration taken) {
        Timer.builder("holdfast_agent_slice_seconds")
                .tag("work", assignment.work().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .tag(
                        "outcome",
                        outcome instanceof SliceOutcome.Failed failed
                                ? failed.kind().name()
                                : "done")
                .register(registry)
                .record(taken);
        switch (outcome) {
            case SliceOutcome.Surveyed _ ->
                counter("podVolume_pod_volume_backup_dequeue_count").increment();
            case SliceOutcome.Archived archived -> {
                add("holdfast_agent_read_bytes", archived.totals().bytesProcessed());
                add("holdfast_agent_read_files", archived.totals().filesProcessed());
                add("holdfast_agent_stored_bytes", archived.totals().dataAddedPacked());
                if (completesVolume(assignment.work())) {
                    counter("podVolume_data_upload_success").increment();
                }
            }
            case SliceOutcome.Restored restored -> {
                add("holdfast_agent_restored_bytes", restored.bytes());
                add("holdfast_agent_restored_files", restored.files());
                counter("podVolume_data_download_" + (restored.troubleCount() == 0 ? "success" : "failure"))
                        .increment();
            }
            case SliceOutcome.Failed failed -> failed(assignment, failed);
        }
    }

    /** A volume of one slice has its tree with it, one of several with their merge. */
    private static boolean completesVolume(SliceWork work) {
        return switch (work) {
            case SliceWork.Archive(var slice) -> slice instanceof FileSlice.WholeVolume;
            case SliceWork.Merge(var _) -> true;
            case SliceWork.Survey(), SliceWork.Restore() -> false;
        };
    }

    private void failed(SliceAssignment assignment, SliceOutcome.Failed failed) {
        String direction = assignment.work() instanceof SliceWork.Restore ? "download" : "upload";
        String how = failed.kind() == FailureKind.CANCELLED ? "cancel" : "failure";
        counter("podVolume_data_" + direction + "_" + how).increment();
    }

    private void add(String name, long amount) {
        counter(name).increment((double) amount);
    }

    private Counter counter(String name) {
        return Counter.builder(name).tag("node", node).register(registry);
    }
}
