package io.holdfast.repository;

import io.holdfast.blob.FileId;
import java.time.Instant;
import java.util.Objects;

/** A lock that lies in the repository, and who holds it by what it says. */
public record StoredLock(FileId id, Instant time, boolean exclusive, String hostname, String username, long pid) {
    public StoredLock {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(time, "time is null");
        Objects.requireNonNull(hostname, "hostname is null");
        Objects.requireNonNull(username, "username is null");
    }

    static StoredLock of(FileId id, LockFile lock) {
        return new StoredLock(id, lock.time(), lock.exclusive(), lock.hostname(), lock.username(), lock.pid());
    }
}
