package io.holdfast.coordinator.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a reconciler for every resource that is there, is new or has changed, and again when the reconciler asked for it.
 *
 * <ul>
 *   <li>One call at a time for one name; different names side by side, each on a thread of its own.
 *   <li>What changes during a call leads to another call after it.
 *   <li>A call that throws is logged and repeated after a second, then two, four, … up to a minute. After an error of the
 *       virtual machine nothing of this process can be relied on: its owner is told, and the controller is dead.
 *   <li>{@link #close} interrupts running calls and waits for their end. The informer stays its owner's.
 * </ul>
 */
public final class Controller<R extends HasMetadata> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final SharedIndexInformer<R> informer;
    private final Reconciler<R> reconciler;
    private final Timers timers;
    private final TaskGroup calls;
    private final Runnable onBroken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Turn> turns = new HashMap<>();
    private boolean closed;
    private volatile boolean broken;

    /** Where one name stands; guarded by the lock. */
    private static final class Turn {
        private boolean running;
        private boolean wanted;
        private int failures;
        private Timers.@Nullable Timer timer;
    }

    private Controller(
            SharedIndexInformer<R> informer,
            Reconciler<R> reconciler,
            Timers timers,
            ThreadFactory threads,
            Runnable onBroken) {
        this.informer = informer;
        this.reconciler = reconciler;
        this.timers = timers;
        this.calls = new TaskGroup(threads);
        this.onBroken = onBroken;
    }

    /**
     * Begins with all that the informer knows; the informer may be running already.
     *
     * @param onBroken is called where the process has to end
     */
    public static <R extends HasMetadata> Controller<R> start(
            SharedIndexInformer<R> informer,
            Reconciler<R> reconciler,
            Timers timers,
            ThreadFactory threads,
            Runnable onBroken) {
        Controller<R> controller = new Controller<>(informer, reconciler, timers, threads, onBroken);
        informer.addEventHandler(controller.new Events());
        return controller;
    }

    /** Whether changes still lead to calls. */
    public boolean isLive() {
        return !broken && !calls.isCancelled() && informer.isRunning();
    }

    /** Asks for a call as if the resource had changed; {@code key} is {@code namespace/name}. */
    public void want(String key) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            Turn turn = turns.computeIfAbsent(key, ignored -> new Turn());
            cancelTimer(turn);
            turn.wanted = true;
            if (!turn.running) {
                turn.running = true;
                calls.fork(() -> callWhileWanted(key, turn));
            }
        } finally {
            lock.unlock();
        }
    }

    private void callWhileWanted(String key, Turn turn) {
        while (take(turn)) {
            R resource = informer.getIndexer().getByKey(key);
            if (resource == null) {
                call(key, turn, () -> {
                    reconciler.removed(key);
                    return Optional.empty();
                });
                forget(key, turn);
            } else {
                call(key, turn, () -> reconciler.reconcile(resource));
            }
        }
    }

    private boolean take(Turn turn) {
        lock.lock();
        try {
            boolean wanted = turn.wanted && !closed;
            turn.wanted = false;
            turn.running = wanted;
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private interface Call {
        Optional<Duration> run();
    }

    private void call(String key, Turn turn, Call call) {
        Optional<Duration> again;
        try {
            again = call.run();
            turn.failures = 0;
        } catch (VirtualMachineError e) {
            broken = true;
            onBroken.run();
            LOG.error("{} could not be handled, and this process has to end", key, e);
            throw e;
        } catch (Throwable e) {
            if (isClosed()) {
                LOG.info("{} was left as it is, because this process ends", key);
                return;
            }
            LOG.error("{} could not be handled and will be tried again", key, e);
            Duration retry = Duration.ofSeconds(1L << Math.min(turn.failures++, 6));
            again = Optional.of(retry.compareTo(LONGEST_RETRY) < 0 ? retry : LONGEST_RETRY);
        }
        again.ifPresent(delay -> wantLater(key, turn, delay));
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void wantLater(String key, Turn turn, Duration delay) {
        lock.lock();
        try {
            if (!closed && !turn.wanted) {
                cancelTimer(turn);
                turn.timer = timers.after(delay, () -> want(key));
            }
        } finally {
            lock.unlock();
        }
    }

    private void forget(String key, Turn turn) {
        lock.lock();
        try {
            if (!turn.wanted) {
                cancelTimer(turn);
                turns.remove(key, turn);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void cancelTimer(Turn turn) {
        if (turn.timer != null) {
            turn.timer.cancel();
            turn.timer = null;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            turns.values().forEach(Controller::cancelTimer);
        } finally {
            lock.unlock();
        }
        calls.close();
    }

    private final class Events implements ResourceEventHandler<R> {
        @Override
        public void onAdd(R added) {
            want(Cache.metaNamespaceKeyFunc(added));
        }

        @Override
        public void onUpdate(R before, R after) {
            want(Cache.metaNamespaceKeyFunc(after));
        }

        @Override
        public void onDelete(R removed, boolean unknown) {
            want(Cache.metaNamespaceKeyFunc(removed));
        }
    }
}
