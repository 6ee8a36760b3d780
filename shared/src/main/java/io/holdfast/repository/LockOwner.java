package io.holdfast.repository;

import java.util.Objects;

/**
 * Who takes a lock, as others will read it.
 *
 * @param hostname who it is for ever: a machine's name, or a service's
 * @param instance written as the lock's user name; new for each process of a service
 * @param alone whether the hostname never stands for two living processes, so that a lock of another instance is a dead
 *     predecessor's
 */
public record LockOwner(String hostname, String instance, boolean alone) {
    public LockOwner {
        Objects.requireNonNull(hostname, "hostname is null");
        Objects.requireNonNull(instance, "instance is null");
    }

    /** A service that runs once under this name. */
    public LockOwner(String hostname, String instance) {
        this(hostname, instance, true);
    }

    /** A process of a person, beside which there may be others on the machine, restic among them. */
    public static LockOwner ofProcess(String hostname, String username) {
        return new LockOwner(hostname, username, false);
    }
}
