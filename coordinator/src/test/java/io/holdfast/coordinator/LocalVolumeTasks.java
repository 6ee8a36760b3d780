package io.holdfast.coordinator;

import io.holdfast.archive.ArchiveListener;
import io.holdfast.archive.ArchiveRequest;
import io.holdfast.archive.ArchivedTree;
import io.holdfast.archive.Archiver;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.coordinator.dispatch.VolumeTasks;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.TreeRoot;
import io.holdfast.objectstore.ObjectStore;
import io.holdfast.objectstore.ObjectStores;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import io.holdfast.repository.Repository;
import io.holdfast.restore.RestoreListener;
import io.holdfast.restore.RestoreReport;
import io.holdfast.restore.Restorer;
import io.holdfast.save.BlobSaver;
import io.holdfast.scan.AccountNames;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTask.BackupVolume;
import io.holdfast.task.VolumeTask.RestoreVolume;
import io.holdfast.task.VolumeTaskOutcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Plays dispatch and all agents: archives folders of this machine as if they were volumes on nodes. */
final class LocalVolumeTasks implements VolumeTasks {
    final Set<String> nodes = ConcurrentHashMap.newKeySet();
    /** By volume name. */
    final Map<String, Path> folders = new ConcurrentHashMap<>();

    final Map<String, VolumeTaskOutcome> outcomes = new ConcurrentHashMap<>();
    final Queue<BackupVolume> started = new ConcurrentLinkedQueue<>();
    final Queue<RestoreVolume> restored = new ConcurrentLinkedQueue<>();
    final Queue<String> cancelled = new ConcurrentLinkedQueue<>();
    /** Volumes whose tasks never end by themselves. */
    final Set<String> stuck = ConcurrentHashMap.newKeySet();

    @Override
    public Running start(VolumeTask task, Consumer<TaskProgress> progress) {
        if (task instanceof BackupVolume backup) {
            started.add(backup);
        }
        if (task instanceof RestoreVolume restore) {
            restored.add(restore);
        }
        CompletableFuture<VolumeTaskOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        if (nodes.contains(task.volume().node())) {
            begun.complete(null);
            progress.accept(new TaskProgress(100, 10, 1, 0));
            String volume = task.volume().volumeName();
            if (!stuck.contains(volume)) {
                Thread.ofVirtual()
                        .start(() ->
                                outcome.complete(outcomes.containsKey(volume) ? outcomes.get(volume) : perform(task)));
            }
        }
        return new Running() {
            @Override
            public CompletableFuture<VolumeTaskOutcome> outcome() {
                return outcome;
            }

            @Override
            public CompletableFuture<Void> started() {
                return begun;
            }

            @Override
            public void cancel(String reason) {
                if (outcome.complete(new VolumeTaskOutcome.Failed(FailureKind.CANCELLED, reason))) {
                    cancelled.add(task.id());
                }
            }
        };
    }

    @Override
    public boolean hasAgent(String node) {
        return nodes.contains(node);
    }

    private VolumeTaskOutcome perform(VolumeTask task) {
        try {
            return switch (task) {
                case BackupVolume backup -> archive(backup);
                case RestoreVolume restore -> restore(restore);
            };
        } catch (BackupException e) {
            return new VolumeTaskOutcome.Failed(e.kind(), Objects.toString(e.getMessage()));
        }
    }

    private VolumeTaskOutcome restore(RestoreVolume task) {
        var access = task.repository();
        Path folder = Objects.requireNonNull(folders.get(task.volume().volumeName()));
        try (ObjectStore store = ObjectStores.open(access.location(), access.credentials());
                OpenRepository repository = Repository.open(store, access.password(), Clock.systemUTC());
                TreeRoot target = TreeRoot.make(folder)) {
            RestoreReport report = new Restorer(repository.index(), DataPathLimits.of(4, 2, 256 << 20))
                    .restore(repository.snapshot(task.snapshot()).snapshot().tree(), target, RestoreListener.NONE);
            return new VolumeTaskOutcome.Restored(report.files(), report.bytes(), List.of(), 0);
        }
    }

    private VolumeTaskOutcome archive(BackupVolume task) {
        var access = task.repository();
        DataPathLimits limits = DataPathLimits.of(4, 2, 256 << 20);
        try (ObjectStore store = ObjectStores.open(access.location(), access.credentials());
                OpenRepository repository = Repository.open(store, access.password(), Clock.systemUTC())) {
            IndexedRepository indexed = repository.index();
            Path folder = Objects.requireNonNull(folders.get(task.volume().volumeName()));
            try (TreeRoot root = TreeRoot.open(folder);
                    BlobSaver saver = BlobSaver.open(indexed, limits)) {
                ArchivedTree tree = new Archiver(AccountNames.ofThisMachine())
                        .archive(
                                ArchiveRequest.of(root, Optional.empty()),
                                indexed,
                                saver,
                                limits,
                                ArchiveListener.SILENT);
                saver.flush();
                return new VolumeTaskOutcome.BackedUp(
                        tree.tree().toHex(), Optional.empty(), tree.totals(), tree.source());
            }
        }
    }
}
