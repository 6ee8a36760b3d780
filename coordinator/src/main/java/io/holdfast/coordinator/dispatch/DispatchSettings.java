package io.holdfast.coordinator.dispatch;

import java.time.Duration;

/**
 * How patient the dispatcher is.
 *
 * @param lease how long an agent may work after the sending of the last heartbeat that was answered
 * @param heartbeatInterval how often an agent tells that it lives
 * @param nodeLossTimeout how long a task waits for an agent of its node
 * @param maxFailures transient failures of one slice that end its task
 * @param maxLosses agents that may die over one slice before its task ends: it may be what kills them
 * @param retryDelay before a slice that has failed is given out again; it doubles with each failure
 * @param stopGrace how long an ending task waits for its agent to have stopped
 * @param slicesAtOnce slices of one task that its agent works on side by side
 * @param concurrentVolumes tasks of one node side by side where no configuration says it
 */
public record DispatchSettings(
        Duration lease,
        Duration heartbeatInterval,
        Duration nodeLossTimeout,
        int maxFailures,
        int maxLosses,
        Duration retryDelay,
        Duration stopGrace,
        int slicesAtOnce,
        int concurrentVolumes) {
    public static final DispatchSettings DEFAULTS = new DispatchSettings(
            Duration.ofSeconds(20),
            Duration.ofSeconds(4),
            Duration.ofMinutes(5),
            4,
            4,
            Duration.ofSeconds(1),
            Duration.ofSeconds(15),
            4,
            4);

    public DispatchSettings {
        if (heartbeatInterval.multipliedBy(3).compareTo(lease) > 0) {
            throw new IllegalArgumentException(
                    "a lease of " + lease + " does not outlast three heartbeats of " + heartbeatInterval);
        }
        if (nodeLossTimeout.compareTo(lease) < 0) {
            throw new IllegalArgumentException("a node is given up after " + nodeLossTimeout
                    + ", while its agent may still work for its lease of " + lease);
        }
        if (maxFailures < 1 || maxLosses < 1 || slicesAtOnce < 1 || concurrentVolumes < 1) {
            throw new IllegalArgumentException("counts must be at least 1");
        }
    }

    public DispatchSettings withNodeLossTimeout(Duration timeout) {
        return new DispatchSettings(
                lease,
                heartbeatInterval,
                timeout,
                maxFailures,
                maxLosses,
                retryDelay,
                stopGrace,
                slicesAtOnce,
                concurrentVolumes);
    }
}
