package io.holdfast.concurrent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A resizable amount that is lent out in parts, strictly in order of arrival, so that a large request is never starved by
 * small ones. A request above the whole capacity waits until nothing is lent and then gets the whole capacity.
 * After the capacity has shrunk below what is lent, nothing more is lent until enough has come back.
 */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private long capacity;
    private long lent;

    Gate(long capacity) {
        this.capacity = requirePositive(capacity);
    }

    /** Waits for the amount; answers how much was lent, which the caller has to give back. */
    long acquire(long amount) throws InterruptedException {
        requirePositive(amount);
        lock.lockInterruptibly();
        try {
            if (waiters.isEmpty() && fits(amount)) {
                return lend(amount);
            }
            Waiter waiter = new Waiter(amount, lock.newCondition());
            waiters.addLast(waiter);
            try {
                while (waiters.peekFirst() != waiter || !fits(amount)) {
                    waiter.turn.await();
                }
                return lend(amount);
            } finally {
                waiters.remove(waiter);
                wakeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lends the whole amount at once, or nothing. */
    boolean tryAcquire(long amount) {
        requirePositive(amount);
        lock.lock();
        try {
            boolean free = waiters.isEmpty() && lent + amount <= capacity;
            if (free) {
                lent += amount;
            }
            return free;
        } finally {
            lock.unlock();
        }
    }

    void release(long amount) {
        lock.lock();
        try {
            lent -= amount;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    void resize(long newCapacity) {
        requirePositive(newCapacity);
        lock.lock();
        try {
            capacity = newCapacity;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    long capacity() {
        lock.lock();
        try {
            return capacity;
        } finally {
            lock.unlock();
        }
    }

    long lent() {
        lock.lock();
        try {
            return lent;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(long amount) {
        return lent + Math.min(amount, capacity) <= capacity;
    }

    private long lend(long amount) {
        long granted = Math.min(amount, capacity);
        lent += granted;
        return granted;
    }

    private void wakeFirst() {
        Waiter first = waiters.peekFirst();
        if (first != null && fits(first.amount)) {
            first.turn.signal();
        }
    }

    private static long requirePositive(long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException("must be positive: " + amount);
        }
        return amount;
    }

    /** One who waits; compared by identity. */
    private static final class Waiter {
        private final long amount;
        private final Condition turn;

        Waiter(long amount, Condition turn) {
            this.amount = amount;
            this.turn = turn;
        }
    }
}
