package io.holdfast.coordinator.watch;

import java.time.Duration;
import java.util.Optional;

/** Brings the world nearer to what a resource says, from whatever state it finds. */
@FunctionalInterface
public interface Reconciler<R> {
    /**
     * Does what is to be done now, and says after which time it wants to be called again even if nothing changes. The
     * resource may be a little older than the cluster's.
     */
    Optional<Duration> reconcile(R resource);

    /** The resource is gone; its name alone is left ({@code namespace/name}). */
    default void removed(String key) {}
}
