package io.holdfast.coordinator.dispatch;

import io.holdfast.coordinator.dispatch.SliceState.Assigned;
import io.holdfast.coordinator.dispatch.SliceState.History;
import io.holdfast.coordinator.dispatch.SliceState.Orphaned;
import io.holdfast.coordinator.dispatch.SliceState.Waiting;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.SliceWork;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One task from its first slice to its outcome: which slices are open, who has them, what is to follow. A finished slice
 * is never given out again. Used under the dispatcher's lock only.
 */
final class TaskRun {
    private static final Set<FailureKind> TRANSIENT =
            EnumSet.of(FailureKind.UNAVAILABLE, FailureKind.DEADLINE, FailureKind.LEASE_LOST, FailureKind.CANCELLED);

    private final VolumeTask task;
    private final TaskStages stages;
    private final TaskListener listener;
    private final DispatchSettings settings;
    private final Consumer<Duration> wakeAfter;
    private final TreeMap<Integer, OpenSlice> open = new TreeMap<>();
    private int slices;
    private final long startedAt;
    private VolumeTaskOutcome.@Nullable Failed ending;
    private long endBy;
    private boolean ended;

    /** {@code wakeAfter} has the dispatcher {@link #wake} this task when the time has passed. */
    TaskRun(VolumeTask task, TaskListener listener, DispatchSettings settings, Consumer<Duration> wakeAfter, long now) {
        this.task = task;
        this.stages = TaskStages.of(task);
        this.listener = listener;
        this.settings = settings;
        this.wakeAfter = wakeAfter;
        this.startedAt = now;
        add(stages.first(), now);
    }

    VolumeTask task() {
        return task;
    }

    TaskListener listener() {
        return listener;
    }

    /** When it was started, in the time of {@link io.holdfast.concurrent.Timers#nanoTime}. */
    long startedAt() {
        return startedAt;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Gives the agent a slice that waits, where there is one and the agent has not enough of this task already. */
    Optional<SliceAssignment> assign(AgentLink agent, long epoch, long now) {
        if (ending != null || ended || assignedSlices() >= settings.slicesAtOnce()) {
            return Optional.empty();
        }
        for (OpenSlice slice : open.values()) {
            if (slice.state instanceof Waiting waiting && waiting.notBefore() - now <= 0) {
                var ref =
                        new SliceRef(task.id(), slice.number, waiting.history().attempts() + 1, epoch);
                slice.state = waiting.assign(ref, agent);
                return Optional.of(new SliceAssignment(ref, task, slice.work));
            }
        }
        return Optional.empty();
    }

    /** Whether the agent has this attempt, and it is the slice's current one. */
    boolean isHeldBy(SliceRef ref, AgentLink agent) {
        return held(ref, agent) != null;
    }

    void started(SliceRef ref, AgentLink agent) {
        if (held(ref, agent) != null) {
            listener.start();
        }
    }

    void progress(SliceRef ref, AgentLink agent, TaskProgress progress) {
        OpenSlice slice = held(ref, agent);
        if (slice != null) {
            slice.progress = progress;
            tellProgress();
        }
    }

    /** Takes the end of an attempt; an attempt that is not the current one of its slice changes nothing. */
    void finished(SliceRef ref, AgentLink agent, SliceOutcome outcome, long now) {
        OpenSlice slice = held(ref, agent);
        if (slice == null || !(slice.state instanceof Assigned assigned)) {
            return;
        }
        if (ending != null) {
            open.remove(slice.number);
            endIfStopped();
        } else if (outcome instanceof SliceOutcome.Failed failed) {
            failed(slice, assigned, failed, now);
        } else {
            open.remove(slice.number);
            follow(stages.after(slice.number, slice.work, outcome), now);
        }
    }

    /** The agent's stream has ended; {@code released} where it has stopped its slices before. */
    void agentLeft(AgentLink agent, boolean released, long now) {
        for (OpenSlice slice : List.copyOf(open.values())) {
            if (slice.state instanceof Assigned assigned && assigned.agent().equals(agent)) {
                slice.progress = TaskProgress.NONE;
                slice.state = released
                        ? assigned.released(now)
                        : assigned.orphaned(now + settings.lease().toNanos());
            }
        }
        endIfStopped();
    }

    /** An agent of the task's node is there; {@code held} are the attempts that it still works on or has results of. */
    void agentCame(AgentLink agent, Set<SliceRef> held, long now) {
        for (OpenSlice slice : List.copyOf(open.values())) {
            if (slice.state instanceof Orphaned orphaned) {
                slice.state = back(orphaned, agent, held, now);
            }
        }
    }

    /** Ends the task as failed, once its agent has stopped what it does for it or the grace has passed. */
    void end(VolumeTaskOutcome.Failed outcome, long now) {
        if (ending != null || ended) {
            return;
        }
        ending = outcome;
        endBy = now + settings.stopGrace().toNanos();
        for (OpenSlice slice : open.values()) {
            if (slice.state instanceof Assigned assigned) {
                assigned.agent().cancel(assigned.ref(), outcome.message());
            }
        }
        endIfStopped();
        if (!ended) {
            wakeAfter.accept(settings.stopGrace());
        }
    }

    /** Ends a task whose agent had its time to stop. */
    void wake(long now) {
        if (ending != null && now - endBy >= 0) {
            finish(ending);
        }
    }

    private SliceState back(Orphaned orphaned, AgentLink agent, Set<SliceRef> held, long now) {
        if (orphaned.instance().equals(agent.instance())) {
            return held.contains(orphaned.ref()) ? orphaned.adopted(agent) : orphaned.notHeld(now);
        }
        if (orphaned.history().losses() + 1 >= settings.maxLosses()) {
            end(
                    new VolumeTaskOutcome.Failed(
                            FailureKind.UNAVAILABLE,
                            "The node agent on " + task.volume().node() + " has died " + settings.maxLosses()
                                    + " times while it worked on "
                                    + task.volume().describe()
                                    + "; look at its log and its memory limit."),
                    now);
        }
        long notBefore = stages.isHarmlessTwice() ? now : Math.max(now, orphaned.leaseEnd());
        wakeAfter.accept(Duration.ofNanos(notBefore - now));
        return orphaned.lost(notBefore);
    }

    private void failed(OpenSlice slice, Assigned assigned, SliceOutcome.Failed failed, long now) {
        int failures = assigned.history().failures() + 1;
        if (!TRANSIENT.contains(failed.kind()) || failures >= settings.maxFailures()) {
            open.remove(slice.number);
            end(new VolumeTaskOutcome.Failed(failed.kind(), failed.message()), now);
            return;
        }
        Duration delay = settings.retryDelay().multipliedBy(1L << (failures - 1));
        slice.progress = TaskProgress.NONE;
        slice.state = assigned.failed(now + delay.toNanos());
        wakeAfter.accept(delay);
    }

    private void follow(TaskStages.Step step, long now) {
        switch (step) {
            case TaskStages.Step.More(var work) -> work.forEach(each -> add(each, now));
            case TaskStages.Step.Going() -> {}
            case TaskStages.Step.Ended(VolumeTaskOutcome.Failed failure) -> end(failure, now);
            case TaskStages.Step.Ended(var outcome) -> finish(outcome);
        }
        tellProgress();
    }

    private void add(SliceWork work, long now) {
        open.put(slices, new OpenSlice(slices, work, new Waiting(History.NONE, now)));
        slices++;
    }

    private long assignedSlices() {
        return open.values().stream()
                .filter(slice -> slice.state instanceof Assigned)
                .limit(settings.slicesAtOnce())
                .count();
    }

    private void endIfStopped() {
        if (ending != null && open.values().stream().noneMatch(slice -> slice.state instanceof Assigned)) {
            finish(ending);
        }
    }

    private void finish(VolumeTaskOutcome outcome) {
        if (!ended) {
            ended = true;
            open.clear();
            listener.end(outcome);
        }
    }

    private void tellProgress() {
        if (ended) {
            return;
        }
        TaskProgress running =
                open.values().stream().map(slice -> slice.progress).reduce(TaskProgress.NONE, TaskProgress::plus);
        listener.progress(stages.finished()
                .map(done -> new TaskProgress(
                        done.bytesTotal(),
                        done.bytesDone() + running.bytesDone(),
                        done.filesTotal(),
                        done.filesDone() + running.filesDone()))
                .orElse(running));
    }

    private @Nullable OpenSlice held(SliceRef ref, AgentLink agent) {
        OpenSlice slice = open.get(ref.slice());
        return slice != null
                        && slice.state instanceof Assigned assigned
                        && assigned.agent().equals(agent)
                        && assigned.ref().equals(ref)
                ? slice
                : null;
    }

    /** A slice that is not finished. */
    private static final class OpenSlice {
        private final int number;
        private final SliceWork work;
        private SliceState state;
        private TaskProgress progress = TaskProgress.NONE;

        OpenSlice(int number, SliceWork work, SliceState state) {
            this.number = number;
            this.work = work;
            this.state = state;
        }
    }
}
