package io.holdfast.agent.execution;

import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.TaskProgress;
import java.util.function.Consumer;

/** Does the work of a slice, on the calling thread; an interrupt stops it. */
@FunctionalInterface
public interface SliceRunner {
    /**
     * Works on the slice to its end. What the outcome names is durable. Throws
     * {@link io.holdfast.failure.BackupException} where nothing usable came of it.
     */
    SliceOutcome run(SliceAssignment assignment, Consumer<TaskProgress> progress);
}
