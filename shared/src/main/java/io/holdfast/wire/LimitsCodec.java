package io.holdfast.wire;

import io.holdfast.task.NodeLimits;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What a node's agent may use. */
public final class LimitsCodec {
    private LimitsCodec() {}

    public static io.holdfast.agent.v1.NodeLimits encode(NodeLimits limits) {
        var message = io.holdfast.agent.v1.NodeLimits.newBuilder();
        limits.concurrentVolumes().ifPresent(message::setConcurrentVolumes);
        limits.parallelFiles().ifPresent(message::setParallelFiles);
        limits.threads().ifPresent(message::setThreads);
        limits.memoryBytes().ifPresent(message::setMemoryBytes);
        return message.build();
    }

    public static NodeLimits decode(io.holdfast.agent.v1.NodeLimits message) {
        return new NodeLimits(
                message.hasConcurrentVolumes() ? OptionalInt.of(message.getConcurrentVolumes()) : OptionalInt.empty(),
                message.hasParallelFiles() ? OptionalInt.of(message.getParallelFiles()) : OptionalInt.empty(),
                message.hasThreads() ? OptionalInt.of(message.getThreads()) : OptionalInt.empty(),
                message.hasMemoryBytes() ? OptionalLong.of(message.getMemoryBytes()) : OptionalLong.empty());
    }
}
