package io.holdfast.integration.workload;

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
        kubectl.apply(pods.stream().map(pod -> pod.manifests(namespace)).collect(Collectors.joining("---\n")));
        awaitReady();
    }

    public void awaitReady() {
        for (PodPlan pod : pods) {
            testBed.kubectl().await(namespace, "pod/" + pod.name(), "condition=Ready", PATIENCE);
        }
    }

    public void delete() {
        testBed.kubectl().deleteNamespace(namespace);
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
        for (SampleFiles each : files) {
            each.into(nodeOf(pod).shell(), folder(pod, volume));
        }
    }

    /** What lies in all the volumes, as {@code pod/volume} to listing. */
    public Map<String, TreeListing> listings() {
        Map<String, TreeListing> listings = new TreeMap<>();
        for (PodPlan pod : pods) {
            for (String volume : pod.volumes()) {
                TreeListing listing = TreeListing.of(nodeOf(pod.name()).shell(), folder(pod.name(), volume));
                listings.put(pod.name() + "/" + volume, listing);
            }
        }
        return listings;
    }

    /** The node that runs a pod now. */
    public Node nodeOf(String pod) {
        String name = testBed.kubectl().field(namespace, "pod/" + pod, "{.spec.nodeName}");
        return testBed.node(Integer.parseInt(name.substring(1)));
    }

    /** Where kubelet has a pod's volume, as seen on its node. */
    public String folder(String pod, String volume) {
        Kubectl kubectl = testBed.kubectl();
        String folder = "/var/lib/kubelet/pods/%s/volumes/"
                .formatted(kubectl.field(namespace, "pod/" + pod, "{.metadata.uid}"));
        if (plan(pod).emptyDirs().contains(volume)) {
            return folder + "kubernetes.io~empty-dir/" + volume;
        }
        return folder + "kubernetes.io~local-volume/" + kubectl.field(namespace, "pvc/" + volume, "{.spec.volumeName}");
    }

    private PodPlan plan(String pod) {
        return pods.stream().filter(plan -> plan.name().equals(pod)).findFirst().orElseThrow();
    }
}
