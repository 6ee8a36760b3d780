package io.holdfast.agent.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.Limit;
import io.holdfast.task.NodeLimits;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The limits that hold, and the data path's gates that are resized by them while slices run. What counts, from above: the
 * coordinator's configuration, the agent's own settings, the coordinator's defaults, the machine's. Thread-safe.
 */
public final class AppliedLimits {
    private static final Logger LOG = LoggerFactory.getLogger(AppliedLimits.class);

    private final NodeLimits own;
    private final NodeLimits machine;
    private final DataPathLimits dataPath;
    /** Kept as long as a slice of the task uses it. */
    private final Cache<String, Limit> filesOfTasks =
            Caffeine.newBuilder().weakValues().build();

    private NodeLimits effective;

    /** {@code own} come from the agent's flags and environment; {@code machine} leaves nothing unset. */
    public AppliedLimits(NodeLimits own, NodeLimits machine) {
        this.own = own;
        this.machine = machine;
        this.effective = withinMachine(own.orElse(machine));
        this.dataPath = DataPathLimits.of(
                effective.parallelFiles().orElseThrow(),
                effective.threads().orElseThrow(),
                effective.memoryBytes().orElseThrow());
    }

    /** Resizes what has changed and answers what holds now; nothing in it is unset. */
    public synchronized NodeLimits apply(NodeLimits configured, NodeLimits defaults) {
        NodeLimits next = withinMachine(configured.orElse(own).orElse(defaults).orElse(machine));
        if (!next.equals(effective)) {
            LOG.info("Working within {} from now on.", next);
            dataPath.resize(
                    next.parallelFiles().orElseThrow(),
                    next.threads().orElseThrow(),
                    next.memoryBytes().orElseThrow());
            effective = next;
        }
        return effective;
    }

    /** No setting makes the heap larger: more buffers than its share would end the process. */
    private NodeLimits withinMachine(NodeLimits wanted) {
        long most = machine.memoryBytes().orElseThrow();
        if (wanted.memoryBytes().orElseThrow() <= most) {
            return wanted;
        }
        LOG.warn(
                "Buffers are to have {} bytes, but this agent's heap has room for {}; give it a larger heap (-Xmx).",
                wanted.memoryBytes().getAsLong(),
                most);
        return new NodeLimits(
                wanted.concurrentVolumes(), wanted.parallelFiles(), wanted.threads(), OptionalLong.of(most));
    }

    public synchronized NodeLimits effective() {
        return effective;
    }

    /**
     * What a task works within: the shared limits, but its Backup's own number of parallel files where it sets one. All
     * slices of the task share that.
     */
    public DataPathLimits forTask(String task, OptionalInt parallelFiles) {
        return parallelFiles.isEmpty()
                ? dataPath
                : new DataPathLimits(
                        filesOfTasks.get(task, _ -> new Limit(parallelFiles.getAsInt())),
                        dataPath.threads(),
                        dataPath.memory(),
                        dataPath.packs());
    }
}
