package io.holdfast.coordinator.dispatch;

import io.holdfast.task.BackupTotals;
import io.holdfast.task.FileSlice;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import io.holdfast.task.SliceWork;
import io.holdfast.task.SourceReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An agent that does what the test says. */
final class PlayedAgent implements AgentLink {
    final Map<SliceRef, SliceAssignment> assigned = new LinkedHashMap<>();
    final List<SliceAssignment> everAssigned = new ArrayList<>();
    final List<SliceRef> cancelled = new ArrayList<>();
    final List<SliceRef> settled = new ArrayList<>();
    Optional<String> displaced = Optional.empty();

    private final TaskDispatcher dispatcher;
    private final String node;
    private final String instance;

    PlayedAgent(TaskDispatcher dispatcher, String node, String instance) {
        this.dispatcher = dispatcher;
        this.node = node;
        this.instance = instance;
    }

    PlayedAgent register(SliceRef... held) {
        dispatcher.agentCame(this, Set.of(held));
        return this;
    }

    void die() {
        dispatcher.agentLeft(this, false);
    }

    void sayGoodbye() {
        dispatcher.agentLeft(this, true);
    }

    /** The only slice in hand. */
    SliceAssignment only() {
        if (assigned.size() != 1) {
            throw new AssertionError("expected one slice in hand, not " + assigned.keySet());
        }
        return assigned.values().iterator().next();
    }

    void finish(SliceRef ref, SliceOutcome outcome) {
        dispatcher.sliceFinished(this, ref, outcome);
    }

    void survey(FileSlice... parts) {
        finish(only().ref(), new SliceOutcome.Surveyed(List.of(parts), 1000, 10, Optional.empty()));
    }

    /** Stores each part or merge in hand as a tree named after its slice. */
    void archiveAll() {
        List.copyOf(assigned.values()).forEach(this::archive);
    }

    void archive(SliceAssignment assignment) {
        finish(assignment.ref(), archived(assignment));
    }

    static SliceOutcome.Archived archived(SliceAssignment assignment) {
        String tree = (assignment.work() instanceof SliceWork.Merge ? "root-" : "tree-")
                + assignment.ref().slice();
        return new SliceOutcome.Archived(
                tree, new BackupTotals(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 100), SourceReport.NOTHING);
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public void assign(SliceAssignment assignment) {
        assigned.put(assignment.ref(), assignment);
        everAssigned.add(assignment);
    }

    @Override
    public void cancel(SliceRef ref, String reason) {
        cancelled.add(ref);
    }

    @Override
    public void settle(SliceRef ref) {
        assigned.remove(ref);
        settled.add(ref);
    }

    @Override
    public void displace(String reason) {
        displaced = Optional.of(reason);
    }
}
