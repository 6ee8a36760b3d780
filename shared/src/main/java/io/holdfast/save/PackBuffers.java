package io.holdfast.save;

import io.holdfast.concurrent.ByteBudget;
import io.holdfast.concurrent.Lease;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The buffers that one saver's packs are filled in and uploaded from, reused. {@link #STANDING} of them are leased for the
 * saver's whole life, one for each open pack, so that a wait for a buffer is always a wait for an upload; more are taken, for
 * more uploads side by side, only while the budget has them to spare. Thread-safe.
 */
final class PackBuffers implements AutoCloseable {
    static final int STANDING = 3;
    private static final int MOST = 8;

    private final int bufferSize;
    private final ByteBudget budget;
    private final Lease standing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Deque<byte[]> idle = new ArrayDeque<>();
    private final IdentityHashMap<byte[], Lease> extra = new IdentityHashMap<>();
    private int made;
    private int waiting;

    PackBuffers(int bufferSize, ByteBudget budget) throws InterruptedException {
        this.bufferSize = bufferSize;
        this.budget = budget;
        this.standing = budget.acquire((long) STANDING * bufferSize);
    }

    int bufferSize() {
        return bufferSize;
    }

    /**
     * Waits for an upload to end if need be. {@code ensureSound} throws where none will, before each wait: whoever makes it so
     * calls {@link #wakeAll}.
     */
    byte[] take(Runnable ensureSound) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting++;
            while (idle.isEmpty() && !makeOne()) {
                ensureSound.run();
                returned.await();
            }
            return idle.pop();
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    void giveBack(byte[] buffer) {
        lock.lock();
        try {
            Lease lease = extra.get(buffer);
            if (lease != null && waiting == 0) {
                extra.remove(buffer);
                lease.close();
            } else {
                idle.push(buffer);
                returned.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has all who wait look again at whether waiting makes sense. */
    void wakeAll() {
        lock.lock();
        try {
            returned.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            extra.values().forEach(Lease::close);
            extra.clear();
            idle.clear();
            standing.close();
        } finally {
            lock.unlock();
        }
    }

    private boolean makeOne() {
        if (made < STANDING) {
            idle.push(new byte[bufferSize]);
            made++;
            return true;
        }
        Optional<Lease> lease = extra.size() < MOST - STANDING ? budget.tryAcquire(bufferSize) : Optional.empty();
        lease.ifPresent(this::makeExtra);
        return lease.isPresent();
    }

    private void makeExtra(Lease lease) {
        boolean made = false;
        try {
            byte[] buffer = new byte[bufferSize];
            extra.put(buffer, lease);
            idle.push(buffer);
            made = true;
        } finally {
            if (!made) {
                lease.close();
            }
        }
    }
}
