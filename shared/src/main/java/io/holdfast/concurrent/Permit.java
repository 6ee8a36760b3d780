package io.holdfast.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;

/** A right to do one thing, given back by {@link #close}; closing twice gives it back once. Any thread may close it. */
public final class Permit implements AutoCloseable {
    private final Gate gate;
    private final AtomicBoolean returned = new AtomicBoolean();

    Permit(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void close() {
        if (returned.compareAndSet(false, true)) {
            gate.release(1);
        }
    }
}
