package io.holdfast.agent.session;

import io.holdfast.agent.execution.ClusterIdentity;
import io.holdfast.agent.execution.RunningSlices;
import io.holdfast.concurrent.Timers;
import java.util.concurrent.Executor;

/**
 * What every session works with.
 *
 * @param executor runs what may wait: virtual threads
 */
public record SessionParts(
        AgentIdentity identity,
        ClusterIdentity cluster,
        RunningSlices slices,
        LimitsTarget limits,
        Timers timers,
        Executor executor) {}
