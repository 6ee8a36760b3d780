package io.holdfast.integration.workload;

import io.holdfast.integration.program.Finished;
import io.holdfast.integration.testbed.Kubectl;
import io.holdfast.integration.testbed.Node;
import io.holdfast.integration.testbed.TestBed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A namespace with its pods. */
public final class Workload {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TestBed testBed;
    private final String namespace;
    private final List<PodPlan> pods;

    public Workload(TestBed testBed, String namespace, PodPlan... pods) {
        this.testBed = testBed;
        this.namespace = namespace;
        this.pods = List.of(pods);
    }

    /** Creates it, in place of what a test that was cut off may have left. */
    public void create() {
        Kubectl kubectl = testBed.kubectl();
        kubectl.deleteNamespace(namespace);
        kubectl.run("create", "namespace", namespace);
        add();
    }

    /** Adds its pods to a namespace that another has made. */
    public void add() {
        testBed.kubectl()
                .apply(pods.stream().map(pod -> pod.manifests(namespace)).collect(Collectors.joining("---\n")));
        awaitReady();
    }

    public void awaitReady() {
        for (PodPlan pod : pods) {
            testBed.kubectl().await(namespace, "pod/" + pod.name(), "condition=Ready", PATIENCE);
        }
    }

    /** Deletes it, and returns when nothing is left of it. */
    public void delete() {
        testBed.kubectl().deleteNamespace(namespace);
    }

    /** Deletes it without waiting. */
    public void discard() {
        testBed.kubectl().discardNamespace(namespace);
    }

    /** Fills each volume of each pod. */
    public void fill(SampleFiles... files) {
        for (PodPlan pod : pods) {
            for (String volume : pod.volumes()) {
                fill(pod.name(), volume, files);
            }
        }
    }

    public void fill(String pod, String volume, SampleFiles... files) {
        Place place = place(pod, volume);
        for (SampleFiles each : files) {
            each.into(place.node().shell(), place.folder());
        }
    }

    /** What lies in all the volumes, as {@code pod/volume} to listing. */
    public Map<String, TreeListing> listings() {
        Map<String, TreeListing> listings = new TreeMap<>();
        for (PodPlan pod : pods) {
            for (String volume : pod.volumes()) {
                listings.put(pod.name() + "/" + volume, listing(pod.name(), volume));
            }
        }
        return listings;
    }

    public TreeListing listing(String pod, String volume) {
        Place place = place(pod, volume);
        return TreeListing.of(place.node().shell(), place.folder());
    }

    /** Where kubelet has a pod's volume now. */
    public Place place(String pod, String volume) {
        Kubectl kubectl = testBed.kubectl();
        String[] found = kubectl.field(namespace, "pod/" + pod, "{.spec.nodeName} {.metadata.uid}")
                .split(" ", 2);
        String kind = plan(pod).emptyDirs().contains(volume)
                ? "kubernetes.io~empty-dir/" + volume
                : "kubernetes.io~local-volume/" + kubectl.field(namespace, "pvc/" + volume, "{.spec.volumeName}");
        Node node = testBed.node(Integer.parseInt(found[0].substring(1)));
        return new Place(node, "/var/lib/kubelet/pods/" + found[1] + "/volumes/" + kind);
    }

    /** A folder of a node, by its path as seen there. */
    public record Place(Node node, String folder) {
        /** Runs a script with the folder as {@code $1} and the arguments behind it. */
        public Finished run(String script, String... arguments) {
            return node.shell()
                    .script(script, folder)
                    .and(arguments)
                    .within(Duration.ofMinutes(5))
                    .run()
                    .succeeded();
        }
    }

    private PodPlan plan(String pod) {
        return pods.stream().filter(plan -> plan.name().equals(pod)).findFirst().orElseThrow();
    }
}
