package io.holdfast.coordinator.dispatch;

import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceWork;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.util.Optional;

/** A restore is one slice: two writers in one volume would be in each other's way. */
final class RestoreStages implements TaskStages {
    private final VolumeTask.RestoreVolume task;

    RestoreStages(VolumeTask.RestoreVolume task) {
        this.task = task;
    }

    @Override
    public SliceWork first() {
        return new SliceWork.Restore();
    }

    @Override
    public Step after(int number, SliceWork work, SliceOutcome outcome) {
        if (outcome instanceof SliceOutcome.Restored restored) {
            return new Step.Ended(new VolumeTaskOutcome.Restored(
                    restored.files(), restored.bytes(), restored.troubles(), restored.troubleCount()));
        }
        return TaskStages.mismatch(task, work, outcome);
    }

    @Override
    public Optional<TaskProgress> finished() {
        return Optional.empty();
    }

    @Override
    public boolean isHarmlessTwice() {
        return false;
    }
}
