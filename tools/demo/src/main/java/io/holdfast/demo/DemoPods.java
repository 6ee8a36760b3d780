package io.holdfast.demo;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.holdfast.demo.files.OddFiles;
import io.holdfast.demo.files.RealFiles;
import io.holdfast.demo.files.TreeFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The namespaces that the demo protects: their pods, and what fills the volumes. */
final class DemoPods {
    static final List<String> NAMESPACES = List.of("shop", "blog");
    private static final long MIB = 1L << 20;
    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final Path MAVEN = Path.of(System.getProperty("user.home"), ".m2", "repository");

    private static final List<Plan> PLANS = List.of(
            new Plan("shop", "catalog-0", Map.of("data", new Filling(JDK, 130), "uploads", new Filling(MAVEN, 50))),
            new Plan("shop", "search-0", Map.of("index", new Filling(JDK, 130))),
            new Plan("shop", "orders-0", Map.of("data", new Filling(Path.of("/usr/share"), 40))),
            new Plan("blog", "blog-0", Map.of("content", new Filling(Path.of("/usr/lib"), 50))));

    private final DemoAssembly installation;

    DemoPods(DemoAssembly installation) {
        this.installation = installation;
    }

    private record Filling(Path source, long mebibytes) {}

    private record Plan(String namespace, String name, Map<String, Filling> volumes) {}

    void create() {
        NAMESPACES.forEach(namespace -> {
            installation.cluster().createNamespace(namespace);
            installation
                    .client()
                    .resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace(namespace)
                            .withName("settings")
                            .endMetadata()
                            .addToData("greeting", "hello")
                            .build())
                    .create();
        });
        PLANS.forEach(plan -> installation.client().resource(pod(plan)).create());
        awaitRunning();
    }

    /** Deletes the namespaces, and returns once the nodes have deleted the pods' volumes. */
    void delete() throws InterruptedException {
        CompletableFuture<?>[] removals = PLANS.stream()
                .map(plan -> installation.removal(pod(plan.namespace(), plan.name())))
                .toArray(CompletableFuture<?>[]::new);
        NAMESPACES.forEach(installation.cluster()::deleteNamespace);
        try {
            CompletableFuture.allOf(removals).get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new DemoFailure("The played kubelets have not deleted all volumes: " + e);
        }
    }

    private Pod pod(String namespace, String name) {
        return installation
                .client()
                .pods()
                .inNamespace(namespace)
                .withName(name)
                .require();
    }

    void awaitRunning() {
        PLANS.forEach(plan -> installation
                .client()
                .pods()
                .inNamespace(plan.namespace())
                .withName(plan.name())
                .waitUntilCondition(DemoPods::isRunning, 2, TimeUnit.MINUTES));
    }

    void fill() throws IOException {
        for (Plan plan : PLANS) {
            for (var volume : plan.volumes().entrySet()) {
                Path folder = folder(plan, volume.getKey());
                RealFiles.copy(
                        volume.getValue().source(), folder, volume.getValue().mebibytes() * MIB);
                OddFiles.create(folder);
            }
        }
    }

    /** Each volume's folder, as {@code namespace/pod/volume}. */
    SortedMap<String, Path> folders() {
        SortedMap<String, Path> folders = new TreeMap<>();
        for (Plan plan : PLANS) {
            plan.volumes()
                    .keySet()
                    .forEach(volume ->
                            folders.put(plan.namespace() + "/" + plan.name() + "/" + volume, folder(plan, volume)));
        }
        return folders;
    }

    SortedMap<String, TreeFacts> facts() throws IOException {
        SortedMap<String, TreeFacts> facts = new TreeMap<>();
        for (var folder : folders().entrySet()) {
            facts.put(folder.getKey(), TreeFacts.of(folder.getValue()));
        }
        return facts;
    }

    private Path folder(Plan plan, String volume) {
        return installation.volume(pod(plan.namespace(), plan.name()), volume);
    }

    private static boolean isRunning(Pod pod) {
        return pod != null
                && pod.getStatus() != null
                && "Running".equals(pod.getStatus().getPhase());
    }

    private static Pod pod(Plan plan) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(plan.namespace())
                .withName(plan.name())
                .endMetadata()
                .withNewSpec()
                .withVolumes(plan.volumes().keySet().stream()
                        .sorted()
                        .map(name -> new VolumeBuilder()
                                .withName(name)
                                .withNewEmptyDir()
                                .endEmptyDir()
                                .build())
                        .toList())
                .addNewContainer()
                .withName("main")
                .withImage("any-image")
                .withVolumeMounts(plan.volumes().keySet().stream()
                        .sorted()
                        .map(name -> new VolumeMountBuilder()
                                .withName(name)
                                .withMountPath("/" + name)
                                .build())
                        .toList())
                .endContainer()
                .endSpec()
                .build();
    }
}
