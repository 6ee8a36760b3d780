package io.holdfast.agent.session;

/** Remembers the highest epoch seen, so that a leader of the past is told from the present one. Thread-safe. */
final class EpochGuard {
    private long highest;

    /** Whether this is no leader of the past. */
    synchronized boolean accept(long epoch) {
        if (epoch < highest) {
            return false;
        }
        highest = epoch;
        return true;
    }

    synchronized long highest() {
        return highest;
    }
}
