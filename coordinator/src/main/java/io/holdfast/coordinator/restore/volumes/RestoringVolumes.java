package io.holdfast.coordinator.restore.volumes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.status.ResultScope;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.StatusWriter;
import io.holdfast.coordinator.velero.GoDuration;
import io.holdfast.coordinator.velero.PodVolumeRestore;
import io.holdfast.coordinator.velero.Restore;
import io.holdfast.coordinator.velero.VeleroNames;
import io.holdfast.failure.BackupException;
import io.holdfast.task.RepositoryAccess;
import io.holdfast.task.VolumeRef;
import io.holdfast.task.VolumeTask;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The volumes of one restore, from the creation of their pods to their last file. Pods are followed by a watch; as soon as
 * one waits in its init container, all its volumes are given to the agent of its node, side by side. Thread-safe.
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
    private final TaskGroup running = new TaskGroup(Workers.virtualThreads("volume-restore"));
    private final Map<String, ExpectedPod> podsByUid = new ConcurrentHashMap<>();
    private @Nullable SharedIndexInformer<Pod> pods;

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
    }

    /** The pod, which the API server has just created, is to get these volumes filled. */
    public void expect(ObjectNode created, List<VolumeSource> sources) {
        List<VolumeRestore> volumes = new ArrayList<>();
        for (VolumeSource source : sources) {
            PodVolumeRestore resource = resources.create(created, source);
            volumes.add(new VolumeRestore(resource, source, new StatusWriter(client), clock));
        }
        ExpectedPod pod = new ExpectedPod(
                created.at("/metadata/namespace").asText(),
                created.at("/metadata/name").asText(),
                volumes);
        for (VolumeRestore volume : volumes) {
            Optional<String> lacking = lacking(volume.source());
            lacking.ifPresent(volume::fail);
        }
        podsByUid.put(created.at("/metadata/uid").asText(), pod);
        Optional.ofNullable(following().getIndexer().getByKey(pod.key())).ifPresent(this::look);
    }

    /** Waits until all volumes have ended; those that have not within the time fail, with what they waited for. */
    public void await(Duration atMost) throws InterruptedException {
        CompletableFuture<?>[] all = podsByUid.values().stream()
                .flatMap(pod -> pod.volumes().stream())
                .map(VolumeRestore::ended)
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            podsByUid.forEach((uid, pod) ->
                    failAll(pod, "it was not restored within " + GoDuration.of(atMost) + ": " + state(uid, pod)));
            running.cancel();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ends of volumes never complete exceptionally", e);
        }
        podsByUid.values().forEach(pod -> pod.volumes().forEach(volume -> report(pod, volume)));
    }

    /** All volumes that were expected, with what went wrong with each. */
    public List<VolumeReport> reports() {
        return podsByUid.values().stream()
                .flatMap(pod -> pod.volumes().stream())
                .map(volume -> new VolumeReport(
                        volume.resource(), volume.claim(), volume.ended().getNow(Optional.of("it has not ended"))))
                .toList();
    }

    private Optional<String> lacking(VolumeSource source) {
        if (source.snapshot().isEmpty()) {
            return Optional.of("the backup has no data of it"
                    + (source.message().isEmpty() ? "" : " (" + source.message() + ")") + "; restore another backup");
        }
        return source.uploader().equals("restic")
                ? Optional.empty()
                : Optional.of("its data were written by " + source.uploader()
                        + ", which this server cannot read; restore it with the server that made the backup");
    }

    private synchronized SharedIndexInformer<Pod> following() {
        if (pods == null) {
            pods = client.pods()
                    .inAnyNamespace()
                    .withLabel(
                            VeleroNames.RESTORE_NAME,
                            VeleroNames.labelValue(restore.getMetadata().getName()))
                    .inform(new Events());
        }
        return pods;
    }

    private void look(Pod pod) {
        ExpectedPod expected = podsByUid.get(pod.getMetadata().getUid());
        if (expected != null && WaitingPods.isWaiting(pod) && expected.started().compareAndSet(false, true)) {
            for (VolumeRestore volume : expected.volumes()) {
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
                    Optional.of(RestoreWait.mark(restore.getMetadata().getUid())),
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

    private void gone(Pod pod) {
        ExpectedPod expected = podsByUid.get(pod.getMetadata().getUid());
        if (expected != null) {
            running.fork(() -> failAll(expected, "the pod was deleted meanwhile; restore it again"));
        }
    }

    private static void failAll(ExpectedPod pod, String reason) {
        pod.volumes().forEach(volume -> volume.fail(reason));
    }

    private void report(ExpectedPod pod, VolumeRestore volume) {
        String subject = "volume " + volume.source().volume() + " of pod " + pod.key();
        volume.ended()
                .getNow(Optional.empty())
                .ifPresentOrElse(
                        reason -> log.error(
                                ResultScope.of(pod.namespace()),
                                subject + " is not restored, so the pod does not start: " + reason),
                        () -> restored(pod, volume, subject));
    }

    private void restored(ExpectedPod pod, VolumeRestore volume, String subject) {
        log.info(subject + " is restored");
        String message = volume.source().message();
        if (!message.isEmpty()) {
            log.warning(
                    ResultScope.of(pod.namespace()),
                    subject + " is restored as far as the backup has it: " + message
                            + "; see the errors of the backup for which");
        }
    }

    private String state(String uid, ExpectedPod pod) {
        Pod now = following().getIndexer().getByKey(pod.key());
        if (now == null || !now.getMetadata().getUid().equals(uid)) {
            return "the pod is gone";
        }
        return WaitingPods.isWaiting(now) ? "the agent is still writing it" : WaitingPods.hindrance(now);
    }

    /** Cancels what still runs. */
    @Override
    public synchronized void close() {
        if (pods != null) {
            pods.close();
        }
        running.close();
    }

    private final class Events implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            look(pod);
        }

        @Override
        public void onUpdate(Pod before, Pod now) {
            look(now);
        }

        @Override
        public void onDelete(Pod pod, boolean unknown) {
            gone(pod);
        }
    }
}
