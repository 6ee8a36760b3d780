package io.holdfast.coordinator.dispatch;

import io.holdfast.task.NodeLimits;

/** What the cluster's configuration allows each node's agent. Safe for many threads; may block. */
public interface NodeLimitsSource {
    /** What is configured for the node; values that nobody has set are empty. */
    NodeLimits limitsOf(String node);

    /** Calls the listener after each change, on any thread. */
    void onChange(Runnable listener);
}
