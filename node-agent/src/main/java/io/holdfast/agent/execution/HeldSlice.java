package io.holdfast.agent.execution;

import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A slice from its assignment until its result is settled. Guarded by the lock of {@link RunningSlices}. */
final class HeldSlice {
    final SliceAssignment assignment;
    final CountDownLatch ended = new CountDownLatch(1);

    @Nullable
    Thread thread;

    SliceOutcome.@Nullable Failed stopped;

    @Nullable
    SliceOutcome outcome;

    HeldSlice(SliceAssignment assignment) {
        this.assignment = assignment;
    }

    boolean isSamePartAs(SliceAssignment other) {
        return assignment.ref().task().equals(other.ref().task())
                && assignment.ref().slice() == other.ref().slice();
    }
}
