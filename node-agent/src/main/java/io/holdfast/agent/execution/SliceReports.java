package io.holdfast.agent.execution;

import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.TaskProgress;

/** Takes what there is to tell of slices. Calls may wait until the other side reads; they never fail. */
public interface SliceReports {
    void started(SliceRef ref);

    /** May be left out where it cannot be told at once. */
    void progressed(SliceRef ref, TaskProgress progress);

    void finished(SliceRef ref, SliceOutcome outcome);

    /** For times without a coordinator. */
    SliceReports NOBODY = new SliceReports() {
        @Override
        public void started(SliceRef ref) {}

        @Override
        public void progressed(SliceRef ref, TaskProgress progress) {}

        @Override
        public void finished(SliceRef ref, SliceOutcome outcome) {}
    };
}
