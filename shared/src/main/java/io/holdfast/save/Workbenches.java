package io.holdfast.save;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The benches of one saver, one at least: few, since each has grown to the longest blobs that were on it. Whoever
 * waits for room in a pack keeps his, and others wait behind him rather than hold blobs of their own. A bench is taken before a
 * permit, never under one, as he who has a bench waits for permits. Thread-safe.
 */
final class Workbenches implements AutoCloseable {
    private final IntSupplier most;
    private final Supplier<BlobWorkbench> maker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Deque<BlobWorkbench> idle = new ArrayDeque<>();
    private int taken;

    /** {@code most} may change at any time. */
    Workbenches(IntSupplier most, Supplier<BlobWorkbench> maker) {
        this.most = most;
        this.maker = maker;
    }

    /** The last one that was given back, so that few grow. */
    BlobWorkbench take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (taken > 0 && taken >= most.getAsInt()) {
                returned.await();
            }
            BlobWorkbench bench = idle.isEmpty() ? maker.get() : idle.pop();
            taken++;
            return bench;
        } finally {
            lock.unlock();
        }
    }

    void giveBack(BlobWorkbench bench) {
        lock.lock();
        try {
            taken--;
            idle.push(bench);
            returned.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Those that are taken are their holders'. */
    @Override
    public void close() {
        lock.lock();
        try {
            idle.forEach(BlobWorkbench::close);
            idle.clear();
        } finally {
            lock.unlock();
        }
    }
}
