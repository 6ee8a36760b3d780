package io.holdfast.agent.session;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between attempts, each drawn at random below its bound, so that a fleet does not come all at once. */
final class Backoff {
    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private Duration bound;

    Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
        this.bound = first;
    }

    Duration next() {
        Duration pause = Duration.ofNanos(random.nextLong(bound.toNanos() / 2, bound.toNanos() + 1));
        Duration doubled = bound.multipliedBy(2);
        bound = doubled.compareTo(most) < 0 ? doubled : most;
        return pause;
    }

    void reset() {
        bound = first;
    }
}
