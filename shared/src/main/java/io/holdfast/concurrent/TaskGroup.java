package io.holdfast.concurrent;

import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that live and end together, each on a thread of its own.
 *
 * <ul>
 *   <li>The first failure cancels the group: running tasks are interrupted, and tasks forked later never start.
 *   <li>{@link #join} returns when every task has ended; it throws the first failure, or {@code CANCELLED} after a
 *       {@link #cancel}.
 *   <li>{@link #close} cancels what still runs and waits for its end: no task outlives its group.
 *   <li>Ended tasks are forgotten, so that a group may fork any number over its life.
 * </ul>
 *
 * The owner and the tasks themselves may fork; only the owner joins and closes.
 */
public final class TaskGroup implements AutoCloseable {
    private final ThreadFactory threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Set<Thread> running = new HashSet<>();
    private boolean cancelled;
    private @Nullable Throwable failure;

    /** One task's work; a checked failure ends the group as {@code INTERNAL}, so work maps the failures that it expects. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public TaskGroup(ThreadFactory threads) {
        this.threads = threads;
    }

    /** Starts the work; nothing happens where the group has been cancelled. */
    public void fork(Work work) {
        Future<Boolean> _ = call(() -> {
            work.run();
            return true;
        });
    }

    /**
     * Starts the work as soon as fewer than {@code atMost} tasks of the group run. A permit taken before a fork would be lost
     * where the group has been cancelled meanwhile; this does not wait for one then.
     */
    public void forkWithin(int atMost, Work work) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (running.size() >= atMost && !cancelled) {
                ended.await();
            }
            fork(work);
        } finally {
            lock.unlock();
        }
    }

    /** Starts work that yields something; its future is cancelled where the group has been. */
    public <T> Future<T> call(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(() -> watch(work));
        Thread thread = threads.newThread(() -> run(task));
        lock.lock();
        try {
            if (cancelled) {
                task.cancel(false);
            } else {
                thread.start();
                running.add(thread);
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for all tasks; an interrupt cancels the group, and is thrown once all tasks have ended. */
    public void join() throws InterruptedException {
        try {
            awaitEnd(true);
        } catch (InterruptedException e) {
            cancel();
            awaitEndUninterruptibly();
            throw e;
        }
        Throwable first = failure();
        if (first != null) {
            throw asUnchecked(first);
        }
        if (isCancelled()) {
            throw new BackupException(FailureKind.CANCELLED, "a group of tasks was cancelled");
        }
    }

    /** Whether a task has failed or the group was cancelled: a sign to stop forking. */
    public boolean isCancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts all tasks and starts no more; does not wait. */
    public void cancel() {
        lock.lock();
        try {
            cancelled = true;
            running.forEach(Thread::interrupt);
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (running.isEmpty()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        cancel();
        awaitEndUninterruptibly();
    }

    private void run(FutureTask<?> task) {
        try {
            task.run();
        } finally {
            lock.lock();
            try {
                running.remove(Thread.currentThread());
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private <T> T watch(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (Throwable thrown) {
            fail(thrown);
            throw thrown;
        }
    }

    private void fail(Throwable thrown) {
        lock.lock();
        try {
            if (!cancelled || (failure == null && !isCancellation(thrown))) {
                failure = thrown;
                cancel();
            } else if (failure != null && !failure.equals(thrown) && !isCancellation(thrown)) {
                failure.addSuppressed(thrown);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Throwable failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    private void awaitEnd(boolean interruptibly) throws InterruptedException {
        lock.lock();
        try {
            while (!running.isEmpty()) {
                if (interruptibly) {
                    ended.await();
                } else {
                    ended.awaitUninterruptibly();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitEndUninterruptibly() {
        try {
            awaitEnd(false);
        } catch (InterruptedException e) {
            throw new AssertionError("an uninterruptible wait was interrupted", e);
        }
    }

    private static boolean isCancellation(Throwable thrown) {
        return thrown instanceof InterruptedException
                || (thrown instanceof BackupException failure && failure.kind() == FailureKind.CANCELLED);
    }

    private static RuntimeException asUnchecked(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case InterruptedException interrupt ->
                new BackupException(FailureKind.CANCELLED, "a task was cancelled", interrupt);
            default -> new BackupException(FailureKind.INTERNAL, "a task failed: " + thrown.getMessage(), thrown);
        };
    }
}
