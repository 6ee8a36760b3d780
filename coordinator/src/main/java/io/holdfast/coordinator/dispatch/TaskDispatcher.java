package io.holdfast.coordinator.dispatch;

import io.holdfast.concurrent.Timers;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the slices of volume tasks to the agents of their nodes, and follows them to the task's outcome. Thread-safe:
 * one lock guards all tasks and nodes; under it are only quick steps in memory and the handing over of messages to
 * {@link AgentLink}s. Those who started tasks are told on other threads.
 */
public final class TaskDispatcher implements VolumeTasks {
    private static final Logger LOG = LoggerFactory.getLogger(TaskDispatcher.class);

    private final DispatchSettings settings;
    private final Supplier<Leadership> leadership;
    private final Timers timers;
    private final Executor listeners;
    private final Map<String, NodeTasks> nodes = new HashMap<>();
    private final Map<String, TaskRun> tasks = new HashMap<>();
    private final Map<String, Integer> concurrency = new HashMap<>();

    public TaskDispatcher(
            DispatchSettings settings, Supplier<Leadership> leadership, Timers timers, Executor listeners) {
        this.settings = settings;
        this.leadership = leadership;
        this.timers = timers;
        this.listeners = listeners;
    }

    @Override
    public synchronized Running start(VolumeTask task, Consumer<TaskProgress> progress) {
        TaskRun known = tasks.get(task.id());
        if (known != null) {
            return new Started(known);
        }
        String node = task.volume().node();
        TaskRun run = new TaskRun(
                task,
                new TaskListener(progress, listeners),
                settings,
                delay -> timers.after(delay, () -> wake(node)),
                timers.nanoTime());
        tasks.put(task.id(), run);
        NodeTasks home = home(node);
        home.add(run);
        if (!home.hasAgent()) {
            timers.after(settings.nodeLossTimeout(), () -> wake(node));
        }
        pump(node, home);
        return new Started(run);
    }

    @Override
    public synchronized boolean hasAgent(String node) {
        NodeTasks home = nodes.get(node);
        return home != null && home.hasAgent();
    }

    /** An agent of the node is there; {@code held} are the attempts that it works on or has results of. */
    synchronized void agentCame(AgentLink agent, Set<SliceRef> held) {
        NodeTasks home = home(agent.node());
        home.agentCame(agent, held, timers.nanoTime());
        pump(agent.node(), home);
        for (SliceRef ref : held) {
            TaskRun run = tasks.get(ref.task());
            if (run == null || !run.isHeldBy(ref, agent)) {
                agent.cancel(ref, "the coordinator does not know this attempt any more");
            }
        }
    }

    /** The agent's stream has ended; {@code released} where the agent has stopped all its slices before. */
    synchronized void agentLeft(AgentLink agent, boolean released) {
        NodeTasks home = home(agent.node());
        if (home.agentLeft(agent, released, timers.nanoTime())) {
            timers.after(settings.nodeLossTimeout(), () -> wake(agent.node()));
        }
        pump(agent.node(), home);
    }

    synchronized void sliceStarted(AgentLink agent, SliceRef ref) {
        TaskRun run = tasks.get(ref.task());
        if (run != null) {
            run.started(ref, agent);
        }
    }

    synchronized void sliceProgressed(AgentLink agent, SliceRef ref, TaskProgress progress) {
        TaskRun run = tasks.get(ref.task());
        if (run != null) {
            run.progress(ref, agent, progress);
        }
    }

    /** Records how an attempt ended, where it is the current one; the agent may forget it in any case. */
    synchronized void sliceFinished(AgentLink agent, SliceRef ref, SliceOutcome outcome) {
        TaskRun run = tasks.get(ref.task());
        if (run == null || !run.isHeldBy(ref, agent)) {
            LOG.info("The result of {} on node {} came too late and is not used.", ref, agent.node());
        } else {
            run.finished(ref, agent, outcome, timers.nanoTime());
        }
        agent.settle(ref);
        pump(agent.node(), home(agent.node()));
    }

    /** How many tasks the node may work on side by side. */
    synchronized void setConcurrency(String node, int tasksAtOnce) {
        concurrency.put(node, tasksAtOnce);
        NodeTasks home = home(node);
        home.setConcurrency(tasksAtOnce);
        pump(node, home);
    }

    private synchronized void cancel(TaskRun run, String reason) {
        run.end(new VolumeTaskOutcome.Failed(FailureKind.CANCELLED, reason), timers.nanoTime());
        String node = run.task().volume().node();
        pump(node, home(node));
    }

    private synchronized void wake(String node) {
        NodeTasks home = home(node);
        home.wake(settings, timers.nanoTime());
        pump(node, home);
    }

    private void pump(String node, NodeTasks home) {
        Optional<Long> epoch = switch (leadership.get()) {
            case Leadership.Leading(long number) -> Optional.of(number);
            case Leadership.Following(var _) -> Optional.empty();
        };
        home.pump(epoch, timers.nanoTime())
                .forEach(run -> tasks.remove(run.task().id()));
        if (home.isIdle()) {
            nodes.remove(node);
        }
    }

    private NodeTasks home(String node) {
        return nodes.computeIfAbsent(
                node,
                name -> new NodeTasks(concurrency.getOrDefault(name, settings.concurrentVolumes()), timers.nanoTime()));
    }

    /** A task as the one who started it sees it. */
    private final class Started implements Running {
        private final TaskRun run;

        Started(TaskRun run) {
            this.run = run;
        }

        @Override
        public CompletableFuture<VolumeTaskOutcome> outcome() {
            return run.listener().outcome();
        }

        @Override
        public CompletableFuture<Void> started() {
            return run.listener().started();
        }

        @Override
        public void cancel(String reason) {
            TaskDispatcher.this.cancel(run, reason);
        }
    }
}
