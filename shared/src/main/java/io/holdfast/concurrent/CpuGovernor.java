package io.holdfast.concurrent;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells when the process has used more CPU time than its threads allow. A token bucket of CPU nanoseconds fills with the
 * wall clock, {@code threads} of them a nanosecond, and empties by what the whole process has used, JIT, GC and network
 * threads included; while it is empty, work has to wait.
 *
 * <p>The bucket holds {@link #BURST} for each thread, and the process is measured at most every {@link #SAMPLE}, so any two
 * seconds exceed their share by about two hundredths. A debt is forgotten beyond {@link #WINDOW}: work outside the
 * governor's reach may delay what it governs, not stop it for good. A budget of all the machine's processors is never
 * exceeded; the JVM's own count of them is not asked, as an operator may have lowered it. Thread-safe.
 */
final class CpuGovernor {
    static final long SAMPLE = Duration.ofMillis(20).toNanos();
    static final long BURST = Duration.ofMillis(15).toNanos();
    static final long WINDOW = Duration.ofSeconds(2).toNanos();

    private final LongSupplier wallNanos;
    private final LongSupplier cpuNanos;
    private int threads;
    private long tokens;
    private long lastWall;
    private long lastCpu;

    /** Both suppliers count nanoseconds from any origin. */
    CpuGovernor(int threads, LongSupplier wallNanos, LongSupplier cpuNanos) {
        this.threads = threads;
        this.wallNanos = wallNanos;
        this.cpuNanos = cpuNanos;
        restart();
    }

    synchronized void resize(int newThreads) {
        threads = newThreads;
        restart();
    }

    /** How long work has to wait before it asks again; zero where it may go on. */
    synchronized long nanosToWait() {
        long elapsed = wallNanos.getAsLong() - lastWall;
        if (elapsed >= SAMPLE || tokens <= 0) {
            sample(elapsed);
        }
        return tokens > 0 ? 0 : Math.clamp(-tokens / threads, SAMPLE / 10, SAMPLE);
    }

    private void sample(long elapsed) {
        long cpu = cpuNanos.getAsLong();
        long earned = Math.min(elapsed, 2 * WINDOW) * threads;
        tokens = Math.clamp(tokens + earned - (cpu - lastCpu), -WINDOW * threads, BURST * threads);
        lastWall += elapsed;
        lastCpu = cpu;
    }

    private void restart() {
        tokens = BURST * threads;
        lastWall = wallNanos.getAsLong();
        lastCpu = cpuNanos.getAsLong();
    }
}
