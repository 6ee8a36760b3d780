package io.holdfast.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes when the test says so; actions run on the thread that lets it pass. */
public final class ManualTimers implements Timers {
    private final List<Due> pending = new ArrayList<>();
    private long now;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Timer after(Duration delay, Runnable action) {
        Due due = new Due(now + delay.toNanos(), action);
        pending.add(due);
        return () -> remove(due);
    }

    /** Lets the time pass, and does what becomes due in its order, also what is added meanwhile. */
    public void pass(Duration duration) {
        long end = nanoTime() + duration.toNanos();
        for (Optional<Due> due = next(end); due.isPresent(); due = next(end)) {
            due.get().action.run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Optional<Due> next(long end) {
        Optional<Due> next = pending.stream().filter(due -> due.at <= end).min(Comparator.comparingLong(due -> due.at));
        next.ifPresent(due -> {
            pending.remove(due);
            now = Math.max(now, due.at);
        });
        return next;
    }

    private synchronized void remove(Due due) {
        pending.remove(due);
    }

    /** Compared by identity: the same action may be due twice. */
    private static final class Due {
        private final long at;
        private final Runnable action;

        Due(long at, Runnable action) {
            this.at = at;
            this.action = action;
        }
    }
}
