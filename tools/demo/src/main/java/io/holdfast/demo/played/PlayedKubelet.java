package io.holdfast.demo.played;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.demo.files.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A node's kubelet as far as backups can see it: volumes lie where kubelet lays them, a pod's init containers run one after
 * the other as processes of this machine, and only then is it Running. Ordinary containers are not started.
 */
public final class PlayedKubelet implements AutoCloseable {
    private final String node;
    private final Path podsRoot;
    private final KubernetesClient client;
    private final TaskGroup containers = new TaskGroup(Workers.platformThreads("kubelet"));
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<Void>> removals = new ConcurrentHashMap<>();
    private final SharedIndexInformer<Pod> pods;

    private PlayedKubelet(String node, Path podsRoot, KubernetesClient client) {
        this.node = node;
        this.podsRoot = podsRoot;
        this.client = client;
        this.pods = client.pods().inAnyNamespace().inform(new Events());
    }

    public static PlayedKubelet start(String node, Path podsRoot, KubernetesClient client) {
        return new PlayedKubelet(node, podsRoot, client);
    }

    /** Where a volume of a pod lies. */
    public Path volume(Pod pod, String name) {
        return volumes(pod).resolve(name);
    }

    /** Done once the pod has been deleted, and its volumes with it. */
    public CompletableFuture<Void> removal(Pod pod) {
        return removals.computeIfAbsent(pod.getMetadata().getUid(), _ -> new CompletableFuture<>());
    }

    private Path volumes(Pod pod) {
        return podsRoot.resolve(pod.getMetadata().getUid()).resolve("volumes").resolve("kubernetes.io~empty-dir");
    }

    /** In the order of the pod's states, so by the watch's own thread. */
    private void mount(Pod pod) throws IOException {
        for (Volume volume : pod.getSpec().getVolumes()) {
            if (DownwardFiles.isShownBy(volume)) {
                DownwardFiles.write(pod, volume, volume(pod, volume.getName()));
            } else {
                Files.createDirectories(volume(pod, volume.getName()));
            }
        }
    }

    private void run(Pod pod) throws IOException, InterruptedException {
        List<ContainerStatus> initialized = new ArrayList<>();
        for (Container container : pod.getSpec().getInitContainers()) {
            initialized.add(running(container));
            tell(
                    pod,
                    new PodStatusBuilder()
                            .withPhase("Pending")
                            .withInitContainerStatuses(initialized)
                            .build());
            int exitCode = runToItsEnd(pod, container);
            initialized.removeLast();
            initialized.add(ended(container, exitCode));
            if (exitCode != 0) {
                tell(
                        pod,
                        new PodStatusBuilder()
                                .withPhase("Failed")
                                .withInitContainerStatuses(initialized)
                                .build());
                return;
            }
        }
        tell(
                pod,
                new PodStatusBuilder()
                        .withPhase("Running")
                        .withInitContainerStatuses(initialized)
                        .build());
    }

    /** The container's own command; the paths of its mounts stand for the volumes' folders here. */
    private int runToItsEnd(Pod pod, Container container) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        for (String word : container.getCommand()) {
            String here = word;
            for (VolumeMount mount : container.getVolumeMounts()) {
                here = here.replace(
                        mount.getMountPath() + "/", volume(pod, mount.getName()).toString() + "/");
            }
            command.add(here);
        }
        command.addAll(container.getArgs());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(podsRoot.resolve(container.getName() + ".log").toFile())
                .start();
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    private void tell(Pod pod, PodStatus status) {
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .editStatus(current -> {
                    current.setStatus(status);
                    return current;
                });
    }

    private static ContainerStatus running(Container container) {
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withNewState()
                .withNewRunning()
                .endRunning()
                .endState()
                .build();
    }

    private static ContainerStatus ended(Container container, int exitCode) {
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withNewState()
                .withNewTerminated()
                .withExitCode(exitCode)
                .endTerminated()
                .endState()
                .build();
    }

    /** A pod's volumes go with it. */
    private void remove(Pod pod) throws IOException {
        Folders.delete(podsRoot.resolve(pod.getMetadata().getUid()));
    }

    @Override
    public void close() {
        pods.close();
        containers.close();
    }

    private final class Events implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            if (!node.equals(pod.getSpec().getNodeName())) {
                return;
            }
            try {
                mount(pod);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The volumes of pod " + pod.getMetadata().getName() + " are not there", e);
            }
            if (seen.add(pod.getMetadata().getUid())) {
                containers.fork(() -> run(pod));
            }
        }

        @Override
        public void onUpdate(Pod before, Pod after) {
            onAdd(after);
        }

        @Override
        public void onDelete(Pod pod, boolean unknown) {
            if (node.equals(pod.getSpec().getNodeName())) {
                try {
                    remove(pod);
                    removal(pod).complete(null);
                } catch (IOException e) {
                    removal(pod).completeExceptionally(e);
                }
            }
        }
    }
}
