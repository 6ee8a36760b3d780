package io.holdfast.concurrent;

import java.util.Optional;

/**
 * How many bytes of buffers may be in flight together. Safe for any thread; waiters are served in order of arrival, so a
 * large request is never starved. A request above the whole budget gets the whole budget, alone: nothing waits for ever
 * because of its size. Whoever holds a lease must not wait for another one, or all holders may wait for each other.
 */
public final class ByteBudget {
    private final Gate gate;

    public ByteBudget(long bytes) {
        gate = new Gate(bytes);
    }

    public Lease acquire(long bytes) throws InterruptedException {
        return new Lease(gate, gate.acquire(bytes));
    }

    /** A lease of the bytes if they are free and nobody waits for them; empty otherwise. */
    public Optional<Lease> tryAcquire(long bytes) {
        return gate.tryAcquire(bytes) ? Optional.of(new Lease(gate, bytes)) : Optional.empty();
    }

    public void resize(long bytes) {
        gate.resize(bytes);
    }

    public long bytes() {
        return gate.capacity();
    }

    public long inUse() {
        return gate.lent();
    }
}
