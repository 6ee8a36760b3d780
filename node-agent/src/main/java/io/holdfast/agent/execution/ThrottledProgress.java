package io.holdfast.agent.execution;

import io.holdfast.concurrent.Timers;
import io.holdfast.task.TaskProgress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Passes progress on at most once in an interval. Thread-safe; what comes too early is left out. */
final class ThrottledProgress implements Consumer<TaskProgress> {
    private final Consumer<TaskProgress> target;
    private final long interval;
    private final Timers timers;
    private final AtomicLong nextAt;

    ThrottledProgress(Consumer<TaskProgress> target, Duration interval, Timers timers) {
        this.target = target;
        this.interval = interval.toNanos();
        this.timers = timers;
        this.nextAt = new AtomicLong(timers.nanoTime());
    }

    @Override
    public void accept(TaskProgress progress) {
        long now = timers.nanoTime();
        long due = nextAt.get();
        if (now - due >= 0 && nextAt.compareAndSet(due, now + interval)) {
            target.accept(progress);
        }
    }
}
