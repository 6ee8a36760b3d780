package io.holdfast.demo.played;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;

/** Gives each pod without a node the next one in turn. */
public final class PlayedScheduler implements AutoCloseable {
    private final List<String> nodes;
    private final KubernetesClient client;
    private final SharedIndexInformer<Pod> pods;
    private int next;

    private PlayedScheduler(List<String> nodes, KubernetesClient client) {
        this.nodes = List.copyOf(nodes);
        this.client = client;
        this.pods = client.pods().inAnyNamespace().inform(new Events());
    }

    public static PlayedScheduler start(List<String> nodes, KubernetesClient client) {
        return new PlayedScheduler(nodes, client);
    }

    private synchronized void place(Pod pod) {
        String node = nodes.get(next++ % nodes.size());
        client.resource(pod).edit(current -> {
            current.getSpec().setNodeName(node);
            return current;
        });
    }

    @Override
    public void close() {
        pods.close();
    }

    private final class Events implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            if (pod.getSpec().getNodeName() == null) {
                place(pod);
            }
        }

        @Override
        public void onUpdate(Pod before, Pod after) {
            onAdd(after);
        }

        @Override
        public void onDelete(Pod pod, boolean unknown) {
            // A node has no memory of its pods here.
        }
    }
}
