package io.holdfast.coordinator.restore.volumes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.coordinator.velero.VeleroNames;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pods that one restore has made, by a watch that begins with the first question. Thread-safe. */
final class FollowedPods implements AutoCloseable {
    private final KubernetesClient client;
    private final String restore;
    private final Consumer<Pod> seen;
    private final Consumer<Pod> gone;
    private @Nullable SharedIndexInformer<Pod> pods;

    /** @param seen is told of each state of each pod, {@code gone} of its last; both must be quick */
    FollowedPods(KubernetesClient client, String restore, Consumer<Pod> seen, Consumer<Pod> gone) {
        this.client = client;
        this.restore = restore;
        this.seen = seen;
        this.gone = gone;
    }

    /** Begins the watch, where it has not begun. */
    void begin() {
        SharedIndexInformer<Pod> _ = following();
    }

    /** As it was last seen. */
    Optional<Pod> find(ExpectedPod pod) {
        return Optional.ofNullable(following().getIndexer().getByKey(pod.key()))
                .filter(found -> found.getMetadata().getUid().equals(pod.uid()));
    }

    private synchronized SharedIndexInformer<Pod> following() {
        if (pods == null) {
            pods = client.pods()
                    .inAnyNamespace()
                    .withLabel(VeleroNames.RESTORE_NAME, VeleroNames.labelValue(restore))
                    .inform(new Events());
        }
        return pods;
    }

    @Override
    public synchronized void close() {
        if (pods != null) {
            pods.close();
        }
    }

    private final class Events implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            seen.accept(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod now) {
            seen.accept(now);
        }

        @Override
        public void onDelete(Pod pod, boolean unknown) {
            gone.accept(pod);
        }
    }
}
