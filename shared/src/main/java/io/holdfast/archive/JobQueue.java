package io.holdfast.archive;

import io.holdfast.chunk.ChunkBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Jobs in order of arrival, at most so many waiting. Thread-safe; once closed, it drops what waits and yields nothing. */
final class JobQueue {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Job> jobs = new ArrayDeque<>();
    private boolean closed;

    /** Work for one thread, with that thread's memory. Closed once, whether it was run or not. */
    @FunctionalInterface
    interface Job extends AutoCloseable {
        void run(ChunkBuffer buffer) throws InterruptedException;

        @Override
        default void close() {}
    }

    JobQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Adds the job, waiting while too many wait; it is closed where it cannot be added. */
    void put(Job job) throws InterruptedException {
        boolean added = false;
        lock.lock();
        try {
            while (jobs.size() >= capacity && !closed) {
                room.await();
            }
            added = offer(job);
        } finally {
            lock.unlock();
            if (!added) {
                job.close();
            }
        }
    }

    /** Adds the job unless too many wait. */
    boolean offer(Job job) {
        lock.lock();
        try {
            if (closed || jobs.size() >= capacity) {
                return false;
            }
            jobs.addLast(job);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a job; empty once the queue has been closed. */
    Optional<Job> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (jobs.isEmpty() && !closed) {
                changed.await();
            }
            Optional<Job> job = Optional.ofNullable(jobs.pollFirst());
            room.signal();
            return job;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            jobs.forEach(Job::close);
            jobs.clear();
            changed.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
