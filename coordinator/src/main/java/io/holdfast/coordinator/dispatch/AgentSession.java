package io.holdfast.coordinator.dispatch;

import io.grpc.Status;
import io.holdfast.agent.v1.CancelSlice;
import io.holdfast.agent.v1.CoordinatorMessage;
import io.holdfast.agent.v1.Limits;
import io.holdfast.agent.v1.SliceSettled;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceRef;
import io.holdfast.wire.SliceCodec;
import io.holdfast.wire.TaskCodec;
import java.util.function.Supplier;

/** A registered agent's stream, as the dispatcher uses it. Compared by identity: each registration is another one. */
final class AgentSession implements AgentLink {
    private final String node;
    private final String instance;
    private final AgentOutbox outbox;

    AgentSession(String node, String instance, AgentOutbox outbox) {
        this.node = node;
        this.instance = instance;
        this.outbox = outbox;
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
        outbox.send(CoordinatorMessage.newBuilder()
                .setAssignSlice(TaskCodec.encode(assignment))
                .build());
    }

    @Override
    public void cancel(SliceRef ref, String reason) {
        outbox.send(CoordinatorMessage.newBuilder()
                .setCancelSlice(CancelSlice.newBuilder()
                        .setSlice(SliceCodec.encode(ref))
                        .setReason(reason))
                .build());
    }

    @Override
    public void settle(SliceRef ref) {
        outbox.send(CoordinatorMessage.newBuilder()
                .setSliceSettled(SliceSettled.newBuilder().setSlice(SliceCodec.encode(ref)))
                .build());
    }

    @Override
    public void displace(String reason) {
        outbox.refuse(Status.ALREADY_EXISTS.withDescription(reason));
    }

    /** Asks for the limits and sends them as one step, so that the last that were sent are the last that were asked for. */
    synchronized void limit(Supplier<Limits> limits) {
        outbox.send(CoordinatorMessage.newBuilder().setLimits(limits.get()).build());
    }
}
