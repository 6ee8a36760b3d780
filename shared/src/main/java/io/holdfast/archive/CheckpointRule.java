package io.holdfast.archive;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * When the tree is saved as far as it has come, so that an archiving that ends early need not read again what it has stored.
 *
 * @param bytes read and stored since the last checkpoint, after which the next is due
 * @param time since the last checkpoint, after which one is due if anything was stored meanwhile
 * @param sink told of each such tree once it is durable and indexed, on a thread of the archiver's; what it throws ends the work
 */
public record CheckpointRule(long bytes, Duration time, Consumer<ArchivedTree> sink) {
    private static final long STANDARD_BYTES = 768L << 20;
    private static final Duration STANDARD_TIME = Duration.ofMinutes(2);

    public CheckpointRule {
        if (bytes <= 0) {
            throw new IllegalArgumentException("bytes is not positive: " + bytes);
        }
        if (!time.isPositive()) {
            throw new IllegalArgumentException("time is not positive: " + time);
        }
        Objects.requireNonNull(sink, "sink is null");
    }

    /** Less than a gibibyte, and less than five minutes' work, has to be read again. */
    public static CheckpointRule standard(Consumer<ArchivedTree> sink) {
        return new CheckpointRule(STANDARD_BYTES, STANDARD_TIME, sink);
    }
}
