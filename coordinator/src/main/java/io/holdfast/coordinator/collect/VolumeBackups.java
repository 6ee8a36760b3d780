package io.holdfast.coordinator.collect;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.coordinator.status.RunLog;
import io.holdfast.coordinator.status.VolumeRecord;
import io.holdfast.coordinator.velero.Backup;
import io.holdfast.coordinator.velero.PodVolumeBackup;
import io.holdfast.coordinator.volumerepository.RunRepositories;
import io.holdfast.coordinator.volumerepository.VolumeRepository;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The volumes of one backup, all at once; the nodes' agents bound how many of them they work on. */
public final class VolumeBackups implements AutoCloseable {
    /** An agent that has just restarted, or a coordinator that has, needs some seconds to be connected again. */
    private static final Duration AGENT_PATIENCE = Duration.ofSeconds(15);

    private final VolumeBackup.Settings settings;
    private final RunRepositories repositories;
    private final TaskGroup group;
    private final Queue<VolumeResult> results = new ConcurrentLinkedQueue<>();

    /** {@code records} creates the resource of a volume; the timeout is for each volume. */
    public VolumeBackups(
            Backup backup,
            Function<PodVolumeBackup, VolumeRecord> records,
            VolumeTasks tasks,
            RunRepositories repositories,
            RunLog log,
            Clock clock,
            Duration timeout,
            ThreadFactory threads) {
        this.settings = new VolumeBackup.Settings(backup, records, tasks, log, clock, AGENT_PATIENCE, timeout);
        this.repositories = repositories;
        this.group = new TaskGroup(threads);
    }

    /** Begins and returns at once. */
    public void start(List<PodVolume> volumes) {
        Map<String, List<PodVolume>> byNamespace = volumes.stream()
                .filter(volume -> volume.obstacle().isEmpty())
                .collect(Collectors.groupingBy(PodVolume::namespace));
        volumes.forEach(volume -> volume.obstacle().ifPresent(reason -> fail(volume, FailureKind.NOT_FOUND, reason)));
        byNamespace.forEach((namespace, all) -> group.fork(() -> start(namespace, all)));
    }

    private void start(String namespace, List<PodVolume> volumes) {
        VolumeRepository repository;
        try {
            repository = repositories.of(namespace);
        } catch (BackupException e) {
            if (VolumeBackup.endsTheBackup(e.kind())) {
                throw e;
            }
            volumes.forEach(volume -> fail(volume, e.kind(), Objects.toString(e.getMessage())));
            return;
        }
        volumes.forEach(volume -> group.fork(() -> results.add(new VolumeBackup(settings, volume, repository).run())));
    }

    private void fail(PodVolume volume, FailureKind kind, String reason) {
        group.fork(() -> results.add(new FailedVolume(settings, volume).unrecorded("", kind, reason)));
    }

    /** Waits for all; what they came to, by pod and volume. */
    public List<VolumeResult> await() {
        try {
            group.join();
        } catch (InterruptedException e) {
            throw Cancellation.of("The backup", e);
        }
        return results.stream()
                .sorted(Comparator.comparing(
                        (VolumeResult result) -> result.volume().path()))
                .toList();
    }

    /** Cancels what still runs, and waits for its end. */
    @Override
    public void close() {
        group.close();
    }
}
