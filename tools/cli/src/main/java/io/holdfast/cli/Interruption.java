package io.holdfast.cli;

import io.holdfast.concurrent.Workers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into an interrupt of one thread, and holds the process until that thread has put its house in
 * order: a lock that is left behind would keep others out. The JVM then ends with the signal's exit code (130, 143).
 */
final class Interruption implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch finished = new CountDownLatch(1);

    private Interruption() {}

    static Interruption ofThisThread() {
        Interruption interruption = new Interruption();
        Thread worker = Thread.currentThread();
        Thread hook = Workers.platformThreads("interruption").newThread(() -> interruption.interrupt(worker));
        Runtime.getRuntime().addShutdownHook(hook);
        return interruption;
    }

    private void interrupt(Thread worker) {
        if (finished.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            if (!finished.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("holdfast: it does not end; its lock may stay until it is stale");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread is done: nothing holds the process any more. */
    @Override
    public void close() {
        finished.countDown();
    }
}
