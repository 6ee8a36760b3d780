package io.holdfast.agent.execution;

import io.holdfast.concurrent.Timers;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slices that this agent works on, or whose results are not settled. Thread-safe. A slice outlives the coordinator's
 * session: its result is told to the next one. A new attempt at a slice begins when the one before has ended.
 */
public final class RunningSlices {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSlices.class);
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);

    private final SliceRunner runner;
    private final ThreadFactory threads;
    private final Timers timers;
    private final Map<SliceRef, HeldSlice> held = new LinkedHashMap<>();
    private SliceReports reports = SliceReports.NOBODY;
    private boolean closing;

    public RunningSlices(SliceRunner runner, ThreadFactory threads, Timers timers) {
        this.runner = runner;
        this.threads = threads;
        this.timers = timers;
    }

    public synchronized void assign(SliceAssignment assignment) {
        if (closing || held.containsKey(assignment.ref())) {
            return;
        }
        List<HeldSlice> before = new ArrayList<>();
        for (HeldSlice slice : held.values()) {
            if (slice.isSamePartAs(assignment)) {
                stop(slice, FailureKind.LEASE_LOST, "a newer attempt has been given out");
                before.add(slice);
            }
        }
        HeldSlice slice = new HeldSlice(assignment);
        held.put(assignment.ref(), slice);
        Thread thread = threads.newThread(() -> run(slice, before));
        slice.thread = thread;
        thread.start();
    }

    /** Stops the slice; its result tells so. An unknown one is reported as stopped. */
    public void cancel(SliceRef ref, String reason) {
        SliceReports current;
        synchronized (this) {
            HeldSlice slice = held.get(ref);
            if (slice != null) {
                stop(slice, FailureKind.CANCELLED, reason);
                return;
            }
            current = reports;
        }
        current.finished(ref, new SliceOutcome.Failed(FailureKind.CANCELLED, reason));
    }

    /** The slice may be forgotten; one that still runs is stopped, as nobody wants its result. */
    public synchronized void settle(SliceRef ref) {
        HeldSlice slice = held.remove(ref);
        if (slice != null && slice.outcome == null) {
            stop(slice, FailureKind.CANCELLED, "its result is not wanted any more");
        }
    }

    public synchronized Set<SliceRef> held() {
        return Set.copyOf(held.keySet());
    }

    /** How many slices are being worked on now. */
    public synchronized int running() {
        return Math.toIntExact(
                held.values().stream().filter(slice -> slice.outcome == null).count());
    }

    /** Tells all that happens from here on. */
    public synchronized void attach(SliceReports newReports) {
        reports = newReports;
    }

    /** Tells the results that are not settled: those of an earlier session, and perhaps some twice. */
    public void tellUnsettled(SliceReports to) {
        List<HeldSlice> finished;
        synchronized (this) {
            finished = held.values().stream()
                    .filter(slice -> slice.outcome != null)
                    .toList();
        }
        finished.forEach(slice -> tell(slice, to));
    }

    public synchronized void detach(SliceReports oldReports) {
        if (reports.equals(oldReports)) {
            reports = SliceReports.NOBODY;
        }
    }

    /** Stops every slice that runs, as the coordinator may have given it to another by now. */
    public synchronized void loseLease(String reason) {
        held.values().forEach(slice -> stop(slice, FailureKind.LEASE_LOST, reason));
    }

    /** Stops every slice without telling, takes no more, and waits for them to have ended; false where time ran out. */
    public boolean close(Duration patience) throws InterruptedException {
        List<HeldSlice> running;
        synchronized (this) {
            closing = true;
            reports = SliceReports.NOBODY;
            running = List.copyOf(held.values());
            running.forEach(slice -> stop(slice, FailureKind.CANCELLED, "the node agent is stopping"));
        }
        long end = timers.nanoTime() + patience.toNanos();
        boolean all = true;
        for (HeldSlice slice : running) {
            all &= slice.ended.await(end - timers.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return all;
    }

    private void stop(HeldSlice slice, FailureKind kind, String reason) {
        if (slice.outcome == null && slice.stopped == null) {
            slice.stopped = new SliceOutcome.Failed(
                    kind, "Work on " + slice.assignment.task().volume().describe() + " was stopped: " + reason + ".");
            Optional.ofNullable(slice.thread).ifPresent(Thread::interrupt);
        }
    }

    private void run(HeldSlice slice, List<HeldSlice> before) {
        SliceOutcome outcome =
                new SliceOutcome.Failed(FailureKind.INTERNAL, "the node agent's work ended unexpectedly");
        try {
            for (HeldSlice earlier : before) {
                earlier.ended.await();
            }
            reports().started(slice.assignment.ref());
            outcome = runner.run(
                    slice.assignment,
                    new ThrottledProgress(
                            progress -> reports().progressed(slice.assignment.ref(), progress),
                            PROGRESS_INTERVAL,
                            timers));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            outcome = new SliceOutcome.Failed(FailureKind.CANCELLED, "stopped before it began");
        } catch (BackupException e) {
            LOG.warn("{} has failed: {}", slice.assignment.ref(), e.getMessage(), e);
            outcome = new SliceOutcome.Failed(e.kind(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} has failed unexpectedly", slice.assignment.ref(), e);
            outcome = new SliceOutcome.Failed(
                    FailureKind.INTERNAL,
                    "The node agent on " + slice.assignment.task().volume().node() + " failed unexpectedly at "
                            + slice.assignment.task().volume().describe() + ": " + e + "; see its log.");
        } finally {
            finish(slice, outcome);
        }
    }

    private void finish(HeldSlice slice, SliceOutcome outcome) {
        SliceReports current;
        synchronized (this) {
            SliceOutcome.Failed stopped = slice.stopped;
            slice.outcome = stopped != null && outcome instanceof SliceOutcome.Failed ? stopped : outcome;
            slice.thread = null;
            current = reports;
        }
        slice.ended.countDown();
        boolean interrupted = Thread.interrupted();
        tell(slice, current);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(HeldSlice slice, SliceReports to) {
        Optional.ofNullable(slice.outcome).ifPresent(outcome -> to.finished(slice.assignment.ref(), outcome));
    }

    private synchronized SliceReports reports() {
        return reports;
    }
}
