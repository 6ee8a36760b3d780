package io.holdfast.archive;

import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Saves the unfinished tree whenever the rule says so, until it is closed. Workers tell it what they store. Thread-safe. */
final class Checkpoints implements AutoCloseable {
    private final CheckpointRule rule;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long stored;
    private boolean closed;

    Checkpoints(CheckpointRule rule) {
        this.rule = rule;
    }

    /** So many bytes more have been read and stored. */
    void stored(long bytes) {
        lock.lock();
        try {
            stored += bytes;
            if (stored >= rule.bytes()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes one checkpoint after the other, each durable when it is answered; what is stored meanwhile counts for the next. */
    void run(Supplier<Optional<ArchivedTree>> soFar) throws InterruptedException {
        while (awaitDue()) {
            soFar.get().ifPresent(rule.sink());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** False once it is closed. */
    private boolean awaitDue() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = rule.time().toNanos();
            while (!closed && stored < rule.bytes() && (left > 0 || stored == 0)) {
                left = changed.awaitNanos(left > 0 ? left : rule.time().toNanos());
            }
            stored = 0;
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
