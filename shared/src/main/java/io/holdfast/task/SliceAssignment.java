package io.holdfast.task;

import java.util.Objects;

/** One slice given to an agent: the attempt, the task it belongs to, and what is to be done. */
public record SliceAssignment(SliceRef ref, VolumeTask task, SliceWork work) {
    public SliceAssignment {
        Objects.requireNonNull(ref, "ref is null");
        Objects.requireNonNull(task, "task is null");
        Objects.requireNonNull(work, "work is null");
        if (!ref.task().equals(task.id())) {
            throw new IllegalArgumentException(ref + " is not of task " + task.id());
        }
    }
}
