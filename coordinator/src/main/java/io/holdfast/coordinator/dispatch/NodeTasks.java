package io.holdfast.coordinator.dispatch;

import io.holdfast.failure.FailureKind;
import io.holdfast.task.SliceRef;
import io.holdfast.task.VolumeTaskOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one node, and the agent that works on them. Tasks are admitted in order of arrival, as many side by side
 * as the node may; slices are given only to the node's own agent. Used under the dispatcher's lock only.
 */
final class NodeTasks {
    private final ArrayDeque<TaskRun> queued = new ArrayDeque<>();
    private final LinkedHashSet<TaskRun> admitted = new LinkedHashSet<>();
    private @Nullable AgentLink agent;
    private long absentSince;
    private int concurrency;

    NodeTasks(int concurrency, long now) {
        this.concurrency = concurrency;
        this.absentSince = now;
    }

    void add(TaskRun task) {
        queued.addLast(task);
    }

    void setConcurrency(int tasks) {
        concurrency = tasks;
    }

    boolean hasAgent() {
        return agent != null;
    }

    boolean isIdle() {
        return agent == null && queued.isEmpty() && admitted.isEmpty();
    }

    /** The agent takes the node over; the one before it, if any, is told so. */
    void agentCame(AgentLink came, Set<SliceRef> held, long now) {
        AgentLink before = agent;
        if (before != null) {
            agentLeft(before, false, now);
            before.displace("another node agent of node " + came.node() + " has registered");
        }
        agent = came;
        List.copyOf(admitted).forEach(task -> task.agentCame(came, held, now));
    }

    /** Whether this was the node's agent until now. */
    boolean agentLeft(AgentLink left, boolean released, long now) {
        if (!left.equals(agent)) {
            return false;
        }
        agent = null;
        absentSince = now;
        List.copyOf(admitted).forEach(task -> task.agentLeft(left, released, now));
        return true;
    }

    /** Ends what has waited too long: for an agent to come, or for one to stop. */
    void wake(DispatchSettings settings, long now) {
        for (TaskRun task : tasks()) {
            task.wake(now);
            long waited = Math.min(now - absentSince, now - task.startedAt());
            if (agent == null && waited >= settings.nodeLossTimeout().toNanos()) {
                task.end(noAgent(task, settings), now);
            }
        }
    }

    /** Lets go of ended tasks, admits waiting ones, and gives the agent what it may have. Answers the ended ones. */
    Collection<TaskRun> pump(Optional<Long> epoch, long now) {
        List<TaskRun> ended = new ArrayList<>();
        admitted.removeIf(task -> task.hasEnded() && ended.add(task));
        queued.removeIf(task -> task.hasEnded() && ended.add(task));
        while (admitted.size() < concurrency && !queued.isEmpty()) {
            admitted.add(queued.removeFirst());
        }
        AgentLink present = agent;
        if (present != null && epoch.isPresent()) {
            admitted.forEach(task -> assign(task, present, epoch.get(), now));
        }
        return ended;
    }

    private static void assign(TaskRun task, AgentLink agent, long epoch, long now) {
        for (var slice = task.assign(agent, epoch, now); slice.isPresent(); slice = task.assign(agent, epoch, now)) {
            agent.assign(slice.get());
        }
    }

    private List<TaskRun> tasks() {
        List<TaskRun> all = new ArrayList<>(admitted);
        all.addAll(queued);
        return all;
    }

    private static VolumeTaskOutcome.Failed noAgent(TaskRun task, DispatchSettings settings) {
        var volume = task.task().volume();
        return new VolumeTaskOutcome.Failed(
                FailureKind.UNAVAILABLE,
                "No node agent has been connected on node " + volume.node() + " for "
                        + settings.nodeLossTimeout().toSeconds() + " s, so " + volume.describe()
                        + " cannot be reached; see that a pod of the DaemonSet node-agent runs there.");
    }
}
