package io.holdfast.task;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a node's agent may use; an empty value leaves the choice to the next lower setting.
 *
 * @param concurrentVolumes volume tasks side by side (Velero's {@code loadConcurrency})
 * @param parallelFiles files read or written side by side, over all tasks
 * @param threads CPU threads, as GOMAXPROCS counts them
 * @param memoryBytes bytes of buffers in flight
 */
public record NodeLimits(
        OptionalInt concurrentVolumes, OptionalInt parallelFiles, OptionalInt threads, OptionalLong memoryBytes) {
    public static final NodeLimits UNSET =
            new NodeLimits(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());

    public NodeLimits {
        requirePositive("concurrent volumes", concurrentVolumes.orElse(1));
        requirePositive("parallel files", parallelFiles.orElse(1));
        requirePositive("threads", threads.orElse(1));
        requirePositive("memory bytes", memoryBytes.orElse(1));
    }

    /** These settings, and the other's where one is empty. */
    public NodeLimits orElse(NodeLimits lower) {
        return new NodeLimits(
                concurrentVolumes.isPresent() ? concurrentVolumes : lower.concurrentVolumes,
                parallelFiles.isPresent() ? parallelFiles : lower.parallelFiles,
                threads.isPresent() ? threads : lower.threads,
                memoryBytes.isPresent() ? memoryBytes : lower.memoryBytes);
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " must be at least 1, not " + value);
        }
    }
}
