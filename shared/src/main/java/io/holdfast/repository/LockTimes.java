package io.holdfast.repository;

import java.time.Duration;

/**
 * The intervals of the lock protocol.
 *
 * @param settle between creating a lock and looking again whether somebody else did at the same time
 * @param refresh between renewals
 * @param retry between attempts at a renewal that fails
 * @param lost without a renewal, after which the holder must stop writing; before others call the lock stale
 * @param stale age at which others may remove a lock
 * @param again between looks whether somebody who excludes the lock has ended
 */
record LockTimes(Duration settle, Duration refresh, Duration retry, Duration lost, Duration stale, Duration again) {
    /**
     * How long one call on a lock file is tried again. A renewal makes three, and has to come to several attempts before the
     * lock is lost.
     */
    static final Duration LONGEST_CALL = Duration.ofMinutes(1);

    /** restic's, but giving up after 20 minutes where restic would after 22.5. */
    static final LockTimes STANDARD = new LockTimes(
            Duration.ofMillis(200),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofSeconds(5));

    /** How long a write may take that began while the lock was held: it has ended before others call the lock stale. */
    Duration longestWrite() {
        return stale.minus(lost);
    }
}
