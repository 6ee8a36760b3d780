package io.holdfast.repository;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How long whoever wants a lock waits for others that exclude it.
 *
 * @param atMost none fails at once
 * @param waiting hears, once, who is waited for, in a sentence
 */
public record LockWait(Duration atMost, Consumer<String> waiting) {
    /** Nobody waits longer, and nanoseconds hold it. */
    private static final Duration LONGEST = Duration.ofDays(365);

    public static final LockWait NONE = new LockWait(Duration.ZERO, _ -> {});

    public LockWait {
        Objects.requireNonNull(waiting, "waiting is null");
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("a wait of " + atMost + " for a lock");
        }
        atMost = atMost.compareTo(LONGEST) < 0 ? atMost : LONGEST;
    }
}
