package io.holdfast.coordinator.restore.volumes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.inventory.ItemKey;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.GoDuration;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.failure.BackupException;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.VolumeRef;
import io.holdfast.task.VolumeTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The volumes of one restore, from the creation of their pods to their last file. As soon as a pod waits in its init
 * container, all its volumes are given to the agent of its node, side by side; once all that it mounts is filled, it is
 * released. Thread-safe.
 */
public final class RestoringVolumes implements AutoCloseable {
    /** Opens the repository of a namespace as it is named in the backup; throws what the operator has to correct. */
    @FunctionalInterface
    public interface Repositories {
        RepositoryAccess of(String namespace);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RestoringVolumes.class);

    private final KubernetesClient client;
    private final Restore restore;
    private final VolumeTasks tasks;
    private final Repositories repositories;
    private final RunLog log;
    private final Clock clock;
    private final PodVolumeRestores resources;
    private final FollowedPods pods;
    private final TaskGroup running = new TaskGroup(Workers.virtualThreads("volume-restore"));
    private final Map<String, ExpectedPod> podsByUid = new ConcurrentHashMap<>();
    private final Map<ItemKey, CompletableFuture<Optional<String>>> claims = new ConcurrentHashMap<>();

    public RestoringVolumes(
            KubernetesClient client,
            Restore restore,
            String location,
            VolumeTasks tasks,
            Repositories repositories,
            RunLog log,
            Clock clock) {
        this.client = client;
        this.restore = restore;
        this.tasks = tasks;
        this.repositories = repositories;
        this.log = log;
        this.clock = clock;
        this.resources = new PodVolumeRestores(client, restore, location);
        this.pods = new FollowedPods(client, restore.getMetadata().getName(), this::look, this::gone);
    }

    /** The pod, which the API server has just created, waits for these volumes. */
    public void expect(ObjectNode created, PodVolumes volumes) {
        pods.begin(); // a pod that cannot be followed must not be waited for
        List<VolumeRestore> filled = new ArrayList<>();
        for (PodVolumes.Filling filling : volumes.filled()) {
            VolumeSource source = filling.source();
            var volume = new VolumeRestore(resources.create(created, source), source, new StatusWriter(client), clock);
            if (filling.claim().isPresent()) {
                CompletableFuture<Optional<String>> end = end(filling.claim().get());
                CompletableFuture<Void> _ = volume.ended().thenAccept(end::complete);
            }
            filled.add(volume);
        }
        Map<ItemKey, CompletableFuture<Optional<String>>> awaited = new HashMap<>();
        volumes.awaited().forEach(claim -> awaited.put(claim, end(claim)));
        ExpectedPod pod = new ExpectedPod(
                created.at("/metadata/namespace").asText(),
                created.at("/metadata/name").asText(),
                created.at("/metadata/uid").asText(),
                filled,
                awaited);
        podsByUid.put(pod.uid(), pod);
        pod.whenAllEnd(() -> running.fork(() -> release(pod)));
        for (VolumeRestore volume : filled) {
            volume.source().lacking().ifPresent(volume::fail);
        }
        pods.find(pod).ifPresent(this::look);
    }

    /** The pod will not be there, and what was to be filled through it is not. */
    public void abandon(PodVolumes volumes, String reason) {
        volumes.filled()
                .forEach(
                        filling -> filling.claim().ifPresent(claim -> end(claim).complete(Optional.of(reason))));
    }

    /** Completes with what went wrong, or with nothing. */
    private CompletableFuture<Optional<String>> end(ItemKey claim) {
        return claims.computeIfAbsent(claim, ignored -> new CompletableFuture<>());
    }

    /** Waits until all pods are released, or never will be; those that are not within the time fail, with what they waited for. */
    public void await(Duration atMost) throws InterruptedException {
        CompletableFuture<?>[] all =
                podsByUid.values().stream().map(ExpectedPod::released).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            podsByUid
                    .values()
                    .forEach(
                            pod -> pod.fail("it was not restored within " + GoDuration.of(atMost) + ": " + state(pod)));
            running.cancel();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ends of volumes never complete exceptionally", e);
        }
        podsByUid.values().forEach(pod -> pod.report(log));
    }

    /** All volumes that were expected, with what went wrong with each. */
    public List<VolumeReport> reports() {
        return podsByUid.values().stream()
                .flatMap(pod -> pod.filled().stream())
                .map(volume -> new VolumeReport(
                        volume.resource(), volume.claim(), volume.ended().getNow(Optional.of("it has not ended"))))
                .toList();
    }

    private void look(Pod pod) {
        ExpectedPod expected = podsByUid.get(pod.getMetadata().getUid());
        if (expected == null) {
            return;
        }
        Optional<String> ended = WaitingPods.end(pod);
        if (ended.isPresent()) {
            running.fork(() -> expected.fail(ended.get()));
        } else if (WaitingPods.isWaiting(pod) && expected.started().compareAndSet(false, true)) {
            for (VolumeRestore volume : expected.filled()) {
                if (!volume.ended().isDone()) {
                    running.fork(() -> restore(pod, volume));
                }
            }
        }
    }

    private void restore(Pod pod, VolumeRestore volume) throws InterruptedException {
        try {
            VolumeSource source = volume.source();
            VolumeRef place = new MountedVolumes(client).find(pod, source.volume());
            MountedVolumes.claim(pod, source.volume())
                    .map(claim -> new VolumeReport.Claim(place.podNamespace(), claim, place.directoryName()))
                    .ifPresent(volume::foundAt);
            VolumeTask.RestoreVolume task = new VolumeTask.RestoreVolume(
                    volume.resource().getMetadata().getUid(),
                    place,
                    repositories.of(source.namespace()),
                    source.snapshot().orElseThrow(),
                    parallelFiles());
            log.info(place.describe() + " goes to the agent of node " + place.node());
            volume.run(tasks, task);
        } catch (BackupException e) {
            volume.fail(Objects.toString(e.getMessage()));
        } catch (RuntimeException e) {
            // The others go on: one volume's trouble must not cancel their group.
            LOG.error(
                    "{} could not be restored", volume.resource().getMetadata().getName(), e);
            volume.fail("the restore met an unexpected error: " + e);
        }
    }

    private OptionalInt parallelFiles() {
        return Optional.ofNullable(restore.getSpec().uploaderConfig)
                .map(config -> config.parallelFilesDownload)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    /** The pod's init container reads this; the uid keeps it from a pod that took the name meanwhile. */
    private void release(ExpectedPod pod) {
        ObjectNode patch = client.getKubernetesSerialization().unmarshal("{}", ObjectNode.class);
        patch.putObject("metadata")
                .put("uid", pod.uid())
                .putObject("annotations")
                .put(VeleroNames.RESTORED, restore.getMetadata().getUid());
        Optional<String> trouble = Optional.of("its release was cut off");
        try {
            client.pods()
                    .inNamespace(pod.namespace())
                    .withName(pod.name())
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
            trouble = Optional.empty();
        } catch (KubernetesClientException e) {
            trouble = Optional.of("the cluster refuses its annotation (" + e.getMessage() + "); let it start by "
                    + "`kubectl --namespace " + pod.namespace() + " annotate pod " + pod.name() + " "
                    + VeleroNames.RESTORED + "=" + restore.getMetadata().getUid() + "`");
        } finally {
            pod.released().complete(trouble);
        }
    }

    private void gone(Pod pod) {
        ExpectedPod expected = podsByUid.get(pod.getMetadata().getUid());
        if (expected != null) {
            running.fork(() -> expected.fail("the pod was deleted meanwhile; restore it again"));
        }
    }

    private String state(ExpectedPod pod) {
        return pods.find(pod)
                .map(now -> WaitingPods.isWaiting(now) ? "the agent is still writing it" : WaitingPods.hindrance(now))
                .orElse("the pod is gone");
    }

    /** Cancels what still runs. */
    @Override
    public void close() {
        pods.close();
        running.close();
    }
}
