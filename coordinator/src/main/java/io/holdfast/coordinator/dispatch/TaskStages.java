package io.holdfast.coordinator.dispatch;

import io.holdfast.failure.FailureKind;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceWork;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.util.List;
import java.util.Optional;

/** What has to be done for a task, one finished slice after the other. Not thread-safe; failures are not its affair. */
interface TaskStages {
    static TaskStages of(VolumeTask task) {
        return switch (task) {
            case VolumeTask.BackupVolume backup -> new BackupStages(backup);
            case VolumeTask.RestoreVolume restore -> new RestoreStages(restore);
        };
    }

    SliceWork first();

    /** Takes the outcome of a slice of this work; {@code number} tells the slice. */
    Step after(int number, SliceWork work, SliceOutcome outcome);

    /** What finished slices have done, with the totals as far as they are known; empty where running ones tell it all. */
    Optional<TaskProgress> finished();

    /** Whether two agents may do a slice at once without harm. */
    boolean isHarmlessTwice();

    /** What follows. */
    sealed interface Step {
        /** Further slices, numbered on from the highest so far. */
        record More(List<SliceWork> work) implements Step {
            public More {
                work = List.copyOf(work);
            }
        }

        /** Other slices have to finish first. */
        record Going() implements Step {}

        record Ended(VolumeTaskOutcome outcome) implements Step {}
    }

    static Step mismatch(VolumeTask task, SliceWork work, SliceOutcome outcome) {
        return new Step.Ended(new VolumeTaskOutcome.Failed(
                FailureKind.INTERNAL,
                "The node agent on " + task.volume().node() + " answered "
                        + work.getClass().getSimpleName() + " for "
                        + task.volume().describe() + " with "
                        + outcome.getClass().getSimpleName()
                        + "; run the same version of the coordinator and the node agents."));
    }
}
