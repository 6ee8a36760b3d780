package io.holdfast.coordinator.dispatch;

import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTaskOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the one who started a task of its progress and end, in that order and one at a time, on the executor's threads:
 * never under the dispatcher's lock. Progress that was not told in time is replaced by newer. Thread-safe.
 */
final class TaskListener {
    private static final Logger LOG = LoggerFactory.getLogger(TaskListener.class);

    private final Consumer<TaskProgress> progress;
    private final Executor executor;
    private final CompletableFuture<VolumeTaskOutcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private @Nullable TaskProgress latest;
    private @Nullable VolumeTaskOutcome end;
    private boolean begun;
    private boolean telling;

    TaskListener(Consumer<TaskProgress> progress, Executor executor) {
        this.progress = progress;
        this.executor = executor;
    }

    CompletableFuture<VolumeTaskOutcome> outcome() {
        return outcome;
    }

    CompletableFuture<Void> started() {
        return started;
    }

    synchronized void start() {
        begun = true;
        wake();
    }

    synchronized void progress(TaskProgress value) {
        latest = value;
        wake();
    }

    synchronized void end(VolumeTaskOutcome value) {
        end = value;
        wake();
    }

    private void wake() {
        if (!telling) {
            telling = true;
            executor.execute(this::tell);
        }
    }

    private void tell() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        if (begun && !started.isDone()) {
            return () -> started.complete(null);
        }
        TaskProgress value = latest;
        if (value != null) {
            latest = null;
            return () -> tell(value);
        }
        VolumeTaskOutcome ended = end;
        if (ended != null && !outcome.isDone()) {
            return () -> outcome.complete(ended);
        }
        telling = false;
        return null;
    }

    private void tell(TaskProgress value) {
        try {
            progress.accept(value);
        } catch (RuntimeException e) {
            LOG.error("A listener to a task's progress has failed; the task goes on.", e);
        }
    }
}
