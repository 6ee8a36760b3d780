package io.holdfast.objectstore;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.failure.BackupException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a call again while it fails in a transient way: after a random part of a wait that doubles from
 * {@link #FIRST_WAIT} to {@link #LONGEST_WAIT} (so that clients which failed together do not come back together), or after
 * what the server asked for where that is longer, until the deadline of the whole operation. Thread-safe.
 */
final class Retries {
    static final Duration FIRST_WAIT = Duration.ofMillis(200);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    static final Duration DEADLINE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private final Duration deadline;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private final RandomGenerator random;

    /** Waits; tests pass one that moves their clock instead. */
    @FunctionalInterface
    interface Pause {
        void await(Duration time) throws InterruptedException;
    }

    Retries(Duration deadline, LongSupplier nanoClock, Pause pause, RandomGenerator random) {
        this.deadline = deadline;
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.random = random;
    }

    /** What production uses: the monotonic clock, and sleep. */
    static Retries withinDeadline() {
        return new Retries(DEADLINE, System::nanoTime, Thread::sleep, RandomGenerator.of("L64X128MixRandom"));
    }

    /** The same, but no longer than this. */
    Retries within(Duration otherDeadline) {
        Duration shorter = otherDeadline.compareTo(deadline) < 0 ? otherDeadline : deadline;
        return new Retries(shorter, nanoClock, pause, random);
    }

    /** Calls until it succeeds. {@code what} names the operation, the key and the store in the final error. */
    <T> T call(String what, Supplier<T> attempt) {
        return callWhile(() -> true, what, attempt);
    }

    /** The same, but tries again only while it is {@code repeatable}. */
    <T> T callWhile(BooleanSupplier repeatable, String what, Supplier<T> attempt) {
        long start = nanoClock.getAsLong();
        for (int tries = 1; ; tries++) {
            try {
                return attempt.get();
            } catch (BackupException e) {
                if (!e.isTransient() || !repeatable.getAsBoolean()) {
                    throw e;
                }
                Duration wait = waitAfter(tries, e);
                Duration spent = Duration.ofNanos(nanoClock.getAsLong() - start);
                if (spent.plus(wait).compareTo(deadline) > 0) {
                    throw givenUp(what, tries, spent, e);
                }
                LOG.debug("trying again in {} ms: {}", wait.toMillis(), e.getMessage());
                await(what, wait);
            }
        }
    }

    private Duration waitAfter(int tries, BackupException failure) {
        long ceiling = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(tries - 1, 20));
        Duration jittered;
        synchronized (random) {
            jittered = Duration.ofMillis(random.nextLong(ceiling + 1));
        }
        Duration asked = S3Failures.retryAfter(failure);
        return asked.compareTo(jittered) > 0 ? asked : jittered;
    }

    private void await(String what, Duration wait) {
        try {
            pause.await(wait);
        } catch (InterruptedException e) {
            throw Cancellation.of("the attempt to " + what, e);
        }
    }

    private static BackupException givenUp(String what, int tries, Duration spent, BackupException last) {
        String message = String.format(
                Locale.ROOT,
                "could not %s: gave up after %d %s in %d s; the last failure: %s",
                what,
                tries,
                tries == 1 ? "try" : "tries",
                spent.toSeconds(),
                last.getMessage());
        return new BackupException(last.kind(), message, last);
    }
}
