package io.holdfast.concurrent;

/**
 * How many may do something side by side. Safe for any thread; waiters are served in order of arrival. A lower limit takes
 * hold as permits come back, a higher one at once.
 */
public final class Limit {
    private final Gate gate;

    public Limit(int permits) {
        gate = new Gate(permits);
    }

    public Permit acquire() throws InterruptedException {
        gate.acquire(1);
        return new Permit(gate);
    }

    public void resize(int permits) {
        gate.resize(permits);
    }

    public int permits() {
        return Math.toIntExact(gate.capacity());
    }

    public int inUse() {
        return Math.toIntExact(gate.lent());
    }
}
