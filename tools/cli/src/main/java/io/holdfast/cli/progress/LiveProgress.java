package io.holdfast.cli.progress;

import io.holdfast.concurrent.Workers;
import io.holdfast.task.TaskProgress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the work's threads tell, and has a view show it from a thread of its own, until it is closed. */
public final class LiveProgress implements AutoCloseable {
    private final ProgressView view;
    private final LongAdder bytesTotal = new LongAdder();
    private final LongAdder bytesDone = new LongAdder();
    private final LongAdder filesTotal = new LongAdder();
    private final LongAdder filesDone = new LongAdder();
    private final CountDownLatch end = new CountDownLatch(1);
    private final long started = System.nanoTime();
    private final Thread thread;

    private LiveProgress(ProgressView view) {
        this.view = view;
        this.thread = Workers.platformThreads("progress").newThread(this::showUntilTheEnd);
    }

    public static LiveProgress start(ProgressView view) {
        LiveProgress progress = new LiveProgress(view);
        progress.thread.start();
        return progress;
    }

    public void fileFound(long bytes) {
        filesTotal.increment();
        bytesTotal.add(bytes);
    }

    /** So many bytes are to come, of no file in particular. */
    public void expect(long bytes) {
        bytesTotal.add(bytes);
    }

    public void advanced(long bytes) {
        bytesDone.add(bytes);
    }

    public void fileDone() {
        filesDone.increment();
    }

    TaskProgress now() {
        return new TaskProgress(bytesTotal.sum(), bytesDone.sum(), filesTotal.sum(), filesDone.sum());
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void showUntilTheEnd() {
        try {
            while (!end.await(view.period().toMillis(), TimeUnit.MILLISECONDS)) {
                view.show(now(), elapsed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            view.show(now(), elapsed());
            view.close();
        }
    }

    /** Shows the last state; waits for that even where this thread has been interrupted, so that no line comes late. */
    @Override
    public void close() {
        end.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
