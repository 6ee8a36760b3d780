package io.holdfast.coordinator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.concurrent.Timers;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.watch.Controller;
import io.holdfast.coordinator.watch.Reconciler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, and is closed in reverse order; and the threads that all of it shares. */
final class RunningParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

    private final KubernetesClient client;
    private final String namespace;
    private final Runnable onBroken;
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private final Queue<Controller<?>> controllers = new ConcurrentLinkedQueue<>();
    private final ExecutorService executor;
    private final Timers timers;

    /** {@code onBroken} is called where the process has to end. */
    RunningParts(KubernetesClient client, String namespace, Runnable onBroken) {
        this.client = client;
        this.namespace = namespace;
        this.onBroken = onBroken;
        ScheduledExecutorService scheduler =
                Executors.newSingleThreadScheduledExecutor(Workers.platformThreads("timers"));
        own(() -> end(scheduler));
        this.executor = Executors.newThreadPerTaskExecutor(Workers.virtualThreads("work"));
        own(() -> end(executor));
        this.timers = Timers.on(scheduler);
    }

    /** A virtual thread for each piece of work. */
    ExecutorService executor() {
        return executor;
    }

    Timers timers() {
        return timers;
    }

    synchronized <T extends AutoCloseable> T own(T part) {
        owned.push(part);
        return part;
    }

    /** All resources of the type in the namespace, once they have been listed. */
    <R extends HasMetadata> SharedIndexInformer<R> follow(Class<R> type) {
        return own(client.resources(type).inNamespace(namespace).inform());
    }

    /** The reconciler is called for each of the resources, until these parts are closed. */
    <R extends HasMetadata> Controller<R> control(SharedIndexInformer<R> informer, Reconciler<R> reconciler) {
        String name = reconciler.getClass().getSimpleName();
        Controller<R> controller =
                own(Controller.start(informer, reconciler, timers, Workers.virtualThreads(name), onBroken));
        controllers.add(controller);
        return controller;
    }

    /** Whether all resources are still looked after. */
    boolean isLive() {
        return controllers.stream().allMatch(Controller::isLive);
    }

    private static void end(ExecutorService service) throws InterruptedException {
        service.shutdownNow();
        if (!service.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("Some work did not end in time.");
        }
    }

    @Override
    public synchronized void close() {
        while (!owned.isEmpty()) {
            try {
                owned.pop().close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                LOG.warn("Interrupted while stopping; the rest is stopped without waiting.");
            } catch (Exception e) {
                LOG.warn("A part could not be stopped cleanly.", e);
            }
        }
    }
}
