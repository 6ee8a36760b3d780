package io.holdfast.agent.limits;

import io.holdfast.task.NodeLimits;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What suits a machine where nobody has set anything. */
public final class MachineLimits {
    private static final int CONCURRENT_VOLUMES = 4;
    private static final long LEAST_MEMORY = 128L << 20;
    private static final long MOST_MEMORY = 1L << 30;

    private MachineLimits() {}

    /**
     * One CPU thread for each processor and two files, so that one is read while another is worked on; five eighths of the
     * heap for buffers, within 128 MiB and 1 GiB. The JVM takes both from the process's control group.
     */
    public static NodeLimits of(int processors, long maxHeapBytes) {
        return new NodeLimits(
                OptionalInt.of(CONCURRENT_VOLUMES),
                OptionalInt.of(2 * processors),
                OptionalInt.of(processors),
                OptionalLong.of(Math.clamp(maxHeapBytes / 8 * 5, LEAST_MEMORY, MOST_MEMORY)));
    }
}
