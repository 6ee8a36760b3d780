package io.holdfast.crash;

import java.util.concurrent.atomic.AtomicInteger;

/** Stops the process at the N-th call, and at all after it: a process that has ended does nothing more. Thread-safe. */
final class Countdown {
    private final int stopAt;
    private final Runnable stop;
    private final AtomicInteger calls = new AtomicInteger();

    /** Calls count from 1. */
    Countdown(int stopAt, Runnable stop) {
        this.stopAt = stopAt;
        this.stop = stop;
    }

    /** Only counts. */
    static Countdown never() {
        return new Countdown(Integer.MAX_VALUE, () -> {});
    }

    void pass() {
        if (calls.incrementAndGet() >= stopAt) {
            stop.run();
        }
    }

    int calls() {
        return calls.get();
    }

    boolean hasStopped() {
        return calls.get() >= stopAt;
    }
}
