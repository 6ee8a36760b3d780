package io.holdfast.coordinator.dispatch;

import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The one door of dispatch: runs volume tasks on the agents of their nodes. */
public interface VolumeTasks {
    /**
     * Starts a task and returns at once. Progress and the outcome arrive on threads of the dispatcher; listeners must
     * be quick. The outcome never completes exceptionally: trouble is {@link VolumeTaskOutcome.Failed}.
     */
    Running start(VolumeTask task, Consumer<TaskProgress> progress);

    /** Whether an agent of this node is registered now. */
    boolean hasAgent(String node);

    /** A started task. */
    interface Running {
        CompletableFuture<VolumeTaskOutcome> outcome();

        /** Completes once an agent has begun to work on it. */
        CompletableFuture<Void> started();

        /** Stops it on its agent; the outcome becomes {@code Failed} with kind {@code CANCELLED}. */
        void cancel(String reason);
    }
}
