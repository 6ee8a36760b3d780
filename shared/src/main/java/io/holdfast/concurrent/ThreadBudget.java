package io.holdfast.concurrent;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many threads' worth of CPU the process may use. Permits bound the workers; a governor also holds permits back while the whole process, JIT and GC included, has used more than
 * {@code threads} × wall time. Workers hold a permit for a piece of work of some milliseconds, one chunk for instance, and
 * never while they wait for anything else: then a resize acts within a second. Safe for any thread.
 */
public final class ThreadBudget {
    private final Gate gate;
    private final CpuGovernor governor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition resized = lock.newCondition();

    public ThreadBudget(int threads) {
        this(threads, governing(threads));
    }

    ThreadBudget(int threads, CpuGovernor governor) {
        this.gate = new Gate(threads);
        this.governor = governor;
    }

    public Permit acquire() throws InterruptedException {
        gate.acquire(1);
        Permit permit = new Permit(gate);
        try {
            awaitGovernor();
            return permit;
        } catch (InterruptedException e) {
            permit.close();
            throw e;
        }
    }

    public void resize(int threads) {
        gate.resize(threads);
        governor.resize(threads);
        lock.lock();
        try {
            resized.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public int threads() {
        return Math.toIntExact(gate.capacity());
    }

    private void awaitGovernor() throws InterruptedException {
        for (long wait = governor.nanosToWait(); wait > 0; wait = governor.nanosToWait()) {
            lock.lockInterruptibly();
            try {
                long _ = resized.awaitNanos(wait);
            } finally {
                lock.unlock();
            }
        }
    }

    private static CpuGovernor governing(int threads) {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            throw new IllegalStateException("this JVM does not tell the process's CPU time");
        }
        return new CpuGovernor(threads, System::nanoTime, system::getProcessCpuTime);
    }
}
