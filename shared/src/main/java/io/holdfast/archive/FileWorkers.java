package io.holdfast.archive;

import io.holdfast.archive.JobQueue.Job;
import io.holdfast.chunk.ChunkBuffer;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.TaskGroup;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one run. A file worker holds a permit of the process's limit on files while it works on one, so a lower
 * limit acts with the next file. One worker more than have permits always waits for a file and a permit, and starts another
 * when it gets them, so a higher limit acts at once. Helpers work on chunks of large files that workers have opened. All end
 * with {@link #close} once nothing waits, or by interrupt when their group is cancelled.
 */
final class FileWorkers implements AutoCloseable {
    /** Each waiting file keeps its directory open. */
    private static final int WAITING_FILES = 256;

    private static final int WAITING_CALLS = 64;

    private final TaskGroup group;
    private final DataPathLimits limits;
    private final JobQueue files = new JobQueue(WAITING_FILES);
    private final JobQueue calls = new JobQueue(WAITING_CALLS);
    private final AtomicInteger waitingWorkers = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();

    FileWorkers(TaskGroup group, DataPathLimits limits) {
        this.group = group;
        this.limits = limits;
    }

    /** Starts the first worker. */
    void start() {
        addWorker();
    }

    /** Hands over a file; waits while too many wait already. */
    void submit(Job file) throws InterruptedException {
        files.put(file);
    }

    /** How many helpers a file may use: as many as there are CPU threads beside its worker's. */
    int helpersWanted() {
        return limits.threads().threads() - 1;
    }

    /** Calls one helper, who comes when free; false where too many calls wait. */
    boolean callHelper(Job help) {
        int started = helpers.get();
        if (started < helpersWanted() && helpers.compareAndSet(started, started + 1)) {
            group.fork(this::help);
        }
        return calls.offer(help);
    }

    @Override
    public void close() {
        files.close();
        calls.close();
    }

    private void addWorker() {
        waitingWorkers.incrementAndGet();
        group.fork(this::work);
    }

    private void work() throws InterruptedException {
        ChunkBuffer buffer = new ChunkBuffer();
        for (Optional<Job> file = files.take(); file.isPresent(); file = files.take()) {
            try (Job job = file.get();
                    Permit _ = limits.files().acquire()) {
                if (waitingWorkers.decrementAndGet() == 0) {
                    addWorker();
                }
                passThreadBudget();
                job.run(buffer);
            }
            waitingWorkers.incrementAndGet();
        }
    }

    /** Holds back entries that cost no permit otherwise, being unchanged or without content, while the CPU is overused. */
    private void passThreadBudget() throws InterruptedException {
        limits.threads().acquire().close();
    }

    private void help() throws InterruptedException {
        ChunkBuffer buffer = new ChunkBuffer();
        for (Optional<Job> call = calls.take(); call.isPresent(); call = calls.take()) {
            call.get().run(buffer);
        }
    }
}
