package io.holdfast.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Which locks nobody holds any more, by restic's rules: those that have not been renewed for half an hour, and on this host
 * those of processes that are not there.
 *
 * @param hostname this host's
 * @param isAlive whether this host has a process of the number
 */
public record LockStaleness(String hostname, Instant now, LongPredicate isAlive) {
    /** What tells that nobody holds it; empty where somebody may. */
    public Optional<String> reason(StoredLock lock) {
        Duration age = Duration.between(lock.time(), now);
        if (age.compareTo(LockTimes.STANDARD.stale()) > 0) {
            return Optional.of("it has not been renewed for " + age.toMinutes() + " minutes");
        }
        boolean isOfDead = lock.hostname().equals(hostname) && !isAlive.test(lock.pid());
        return isOfDead ? Optional.of("this host has no process " + lock.pid() + " any more") : Optional.empty();
    }
}
