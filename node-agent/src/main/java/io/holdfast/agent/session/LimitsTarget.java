package io.holdfast.agent.session;

import io.holdfast.task.NodeLimits;

/** Obeys limits as they are pushed, running slices included. */
@FunctionalInterface
public interface LimitsTarget {
    /** {@code configured} is above the agent's own settings, {@code defaults} below; answers what holds now. */
    NodeLimits apply(NodeLimits configured, NodeLimits defaults);
}
