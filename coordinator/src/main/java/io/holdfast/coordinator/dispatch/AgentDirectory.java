package io.holdfast.coordinator.dispatch;

import io.holdfast.agent.v1.Limits;
import io.holdfast.task.NodeLimits;
import io.holdfast.wire.LimitsCodec;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The agents that are connected, and the limits each of them works within: pushed to all whenever the configuration
 * changes. Thread-safe.
 */
final class AgentDirectory {
    private final TaskDispatcher dispatcher;
    private final NodeLimitsSource source;
    private final NodeLimits defaults;
    private final AtomicLong revisions = new AtomicLong();
    private final Set<AgentSession> sessions = ConcurrentHashMap.newKeySet();

    AgentDirectory(TaskDispatcher dispatcher, NodeLimitsSource source, DispatchSettings settings) {
        this.dispatcher = dispatcher;
        this.source = source;
        this.defaults = new NodeLimits(
                OptionalInt.of(settings.concurrentVolumes()),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty());
        source.onChange(this::push);
    }

    /** From here on the agent is told its limits, now and after each change. */
    void join(AgentSession session) {
        sessions.add(session);
        session.limit(() -> limitsOf(session.node()));
    }

    void leave(AgentSession session) {
        sessions.remove(session);
    }

    int size() {
        return sessions.size();
    }

    private void push() {
        sessions.forEach(session -> session.limit(() -> limitsOf(session.node())));
    }

    private Limits limitsOf(String node) {
        NodeLimits configured = source.limitsOf(node);
        dispatcher.setConcurrency(
                node, configured.orElse(defaults).concurrentVolumes().orElseThrow());
        return Limits.newBuilder()
                .setRevision(revisions.incrementAndGet())
                .setConfigured(LimitsCodec.encode(configured))
                .setDefaults(LimitsCodec.encode(defaults))
                .build();
    }
}
