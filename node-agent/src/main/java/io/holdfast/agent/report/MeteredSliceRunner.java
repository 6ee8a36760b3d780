package io.holdfast.agent.report;

import io.holdfast.agent.execution.SliceRunner;
import io.holdfast.concurrent.Timers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.TaskProgress;
import java.time.Duration;
import java.util.function.Consumer;

/** Counts the slices that another runner does, and how they end. */
public final class MeteredSliceRunner implements SliceRunner {
    private final SliceRunner runner;
    private final AgentMetrics metrics;
    private final Timers timers;

    public MeteredSliceRunner(SliceRunner runner, AgentMetrics metrics, Timers timers) {
        this.runner = runner;
        this.metrics = metrics;
        this.timers = timers;
    }

    @Override
    public SliceOutcome run(SliceAssignment assignment, Consumer<TaskProgress> progress) {
        metrics.begun(assignment);
        long begun = timers.nanoTime();
        SliceOutcome outcome = new SliceOutcome.Failed(FailureKind.INTERNAL, "ended unexpectedly");
        try {
            outcome = runner.run(assignment, progress);
            return outcome;
        } catch (BackupException e) {
            outcome = new SliceOutcome.Failed(e.kind(), String.valueOf(e.getMessage()));
            throw e;
        } finally {
            metrics.ended(assignment, outcome, Duration.ofNanos(timers.nanoTime() - begun));
        }
    }
}
