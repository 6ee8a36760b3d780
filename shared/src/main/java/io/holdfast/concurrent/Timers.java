package io.holdfast.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Monotonic time, and work to be done later. Actions must be quick: they share a thread. */
public interface Timers {
    /** Nanoseconds from any origin, as {@link System#nanoTime}. */
    long nanoTime();

    Timer after(Duration delay, Runnable action);

    /** Work that waits for its time. */
    interface Timer {
        /** Keeps it from happening, unless it has begun. */
        void cancel();
    }

    /** Real time, on the threads of the executor. A failing action is logged, and hinders nothing else. */
    static Timers on(ScheduledExecutorService executor) {
        Logger log = LoggerFactory.getLogger(Timers.class);
        return new Timers() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Timer after(Duration delay, Runnable action) {
                Future<?> pending =
                        executor.schedule(() -> run(action), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
                return () -> pending.cancel(false);
            }

            private void run(Runnable action) {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    log.error("An action that was due has failed.", e);
                }
            }
        };
    }
}
