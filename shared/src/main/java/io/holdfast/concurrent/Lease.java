package io.holdfast.concurrent;

import java.util.concurrent.atomic.AtomicBoolean;

/** Bytes lent by a {@link ByteBudget}, given back by {@link #close}; closing twice gives them back once. */
public final class Lease implements AutoCloseable {
    private final Gate gate;
    private final long bytes;
    private final AtomicBoolean returned = new AtomicBoolean();

    Lease(Gate gate, long bytes) {
        this.gate = gate;
        this.bytes = bytes;
    }

    /** How many bytes count against the budget: those asked for, or the whole budget where that was smaller. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (returned.compareAndSet(false, true)) {
            gate.release(bytes);
        }
    }
}
