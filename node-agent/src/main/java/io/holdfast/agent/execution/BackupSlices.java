package io.holdfast.agent.execution;

import io.holdfast.agent.volume.LocatedVolume;
import io.holdfast.archive.ArchiveRequest;
import io.holdfast.archive.ArchivedTree;
import io.holdfast.archive.Archiver;
import io.holdfast.archive.ParentTree;
import io.holdfast.archive.SlicePlanner;
import io.holdfast.archive.TreeMerger;
import io.holdfast.archive.VolumeSurvey;
import io.holdfast.blob.BlobId;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.linux.FileStatus;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.save.BlobSaver;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.task.FileSlice;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceTree;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeRoot;
import io.holdfast.task.VolumeTask;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The slices of one volume's backup. What an outcome names is durable, and was stored under a lock that still holds. */
final class BackupSlices {
    private final RepositoryUse repository;
    private final DataPathLimits limits;
    private final Archiver archiver;
    private final ArchiveProgress progress;
    private final Optional<ParentTree> parent;

    BackupSlices(
            VolumeTask.BackupVolume task,
            RepositoryUse repository,
            DataPathLimits limits,
            Archiver archiver,
            Consumer<TaskProgress> progress) {
        this.repository = repository;
        this.limits = limits;
        this.archiver = archiver;
        this.progress = new ArchiveProgress(progress, repository);
        this.parent = task.parentSnapshot().map(id -> parent(repository, id));
    }

    SliceOutcome survey(LocatedVolume volume) {
        VolumeSurvey survey = new SlicePlanner().survey(volume.files(), parent, index());
        List<FileSlice> slices = survey.slices().isEmpty() ? List.of(new FileSlice.WholeVolume()) : survey.slices();
        return new SliceOutcome.Surveyed(slices, survey.bytes(), survey.files(), Optional.of(root(volume)));
    }

    private static VolumeRoot root(LocatedVolume volume) {
        FileStatus status = volume.status();
        return new VolumeRoot(status.permissions(), status.uid(), status.gid(), status.modified());
    }

    SliceOutcome archive(LocatedVolume volume, FileSlice part) {
        IndexedRepository indexed = index();
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            var request = ArchiveRequest.ofSlice(volume.files(), part, parent);
            return finish(saver, archiver.archive(request, indexed, saver, limits, progress));
        }
    }

    SliceOutcome merge(List<SliceTree> trees) {
        IndexedRepository indexed = repository.indexWith(
                trees.stream().map(tree -> BlobId.fromHex(tree.tree())).toList());
        try (BlobSaver saver = BlobSaver.open(indexed, limits)) {
            return finish(saver, new TreeMerger(indexed, saver, progress).merge(trees));
        }
    }

    private SliceOutcome finish(BlobSaver saver, ArchivedTree archived) {
        repository.ensureLocked();
        saver.flush();
        repository.ensureLocked();
        return new SliceOutcome.Archived(archived.tree().toHex(), archived.totals(), archived.source());
    }

    private IndexedRepository index() {
        return repository.indexWith(parent.map(ParentTree::tree).stream().toList());
    }

    private static ParentTree parent(RepositoryUse repository, String id) {
        Snapshot snapshot = repository.repository().snapshot(id).snapshot();
        return new ParentTree(snapshot.tree(), snapshot.time());
    }
}
