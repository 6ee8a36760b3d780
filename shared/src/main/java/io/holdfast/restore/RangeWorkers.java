package io.holdfast.restore;

import io.holdfast.concurrent.Limit;
import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.TaskGroup;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that fetch and write, and the short queue that keeps the plan from running ahead of them. A worker holds a permit
 * of the limit on files while it works on a range, so a lower limit acts with the next range. One worker more than have permits
 * always waits, and starts another when it gets its permit, so a higher limit acts at once. All end once the last range is done,
 * or by interrupt when their group is cancelled.
 */
final class RangeWorkers {
    private static final int WAITING_RANGES = 16;

    private final TaskGroup group;
    private final Limit files;
    private final RangeRestorer restorer;
    /** An empty one is the last, and stays there for all workers. */
    private final BlockingQueue<Optional<FetchRange>> ranges = new ArrayBlockingQueue<>(WAITING_RANGES);

    /** Small files make ranges of many thousand pieces, each with its file's metadata. */
    private final Semaphore pieces = new Semaphore(FetchPlan.MOST_PIECES);

    private final AtomicInteger waitingWorkers = new AtomicInteger();

    RangeWorkers(TaskGroup group, Limit files, RangeRestorer restorer) {
        this.group = group;
        this.files = files;
        this.restorer = restorer;
    }

    /** Starts the first worker. */
    void start() {
        addWorker();
    }

    /** Hands over a range; waits while too many wait already. */
    void submit(FetchRange range) throws InterruptedException {
        pieces.acquire(range.pieces());
        ranges.put(Optional.of(range));
    }

    /** Tells that no more ranges come. */
    void finish() throws InterruptedException {
        ranges.put(Optional.empty());
    }

    private void addWorker() {
        waitingWorkers.incrementAndGet();
        group.fork(this::work);
    }

    private void work() throws InterruptedException {
        for (var range = ranges.take(); range.isPresent(); range = ranges.take()) {
            try (Permit _ = files.acquire()) {
                if (waitingWorkers.decrementAndGet() == 0) {
                    addWorker();
                }
                restorer.restore(range.get());
            } finally {
                pieces.release(range.get().pieces());
            }
            waitingWorkers.incrementAndGet();
        }
        finish();
    }
}
