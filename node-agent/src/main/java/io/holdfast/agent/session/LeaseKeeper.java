package io.holdfast.agent.session;

import io.holdfast.concurrent.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Knows until when the agent may work. The lease runs from the sending of the last heartbeat that was answered, not from
 * the answer's arrival: so it ends here no later than the coordinator believes. Thread-safe.
 */
final class LeaseKeeper {
    private final Timers timers;
    private final Runnable lost;
    private Duration lease = Duration.ZERO;
    private long grantedAt;
    private Timers.@Nullable Timer end;

    /** {@code lost} is called when a lease has ended without renewal; the next grant begins a new one. */
    LeaseKeeper(Timers timers, Runnable lost) {
        this.timers = timers;
        this.lost = lost;
    }

    /** A coordinator has answered what was sent at this time; an answer that comes late may be of no use any more. */
    synchronized void grant(long sentAt, Duration duration) {
        boolean newer = end == null || sentAt - grantedAt > 0;
        if (newer && sentAt + duration.toNanos() - timers.nanoTime() > 0) {
            lease = duration;
            grantedAt = sentAt;
            restart();
        }
    }

    synchronized boolean holds() {
        return end != null;
    }

    private void restart() {
        if (end != null) {
            end.cancel();
        }
        long remaining = grantedAt + lease.toNanos() - timers.nanoTime();
        end = timers.after(Duration.ofNanos(remaining), this::check);
    }

    private void check() {
        synchronized (this) {
            if (end == null) {
                return;
            }
            if (grantedAt + lease.toNanos() - timers.nanoTime() > 0) {
                restart();
                return;
            }
            end = null;
        }
        lost.run();
    }
}
