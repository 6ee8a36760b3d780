package io.holdfast.agent.execution;

import io.holdfast.agent.limits.AppliedLimits;
import io.holdfast.agent.volume.LocatedVolume;
import io.holdfast.agent.volume.PodVolumeLocator;
import io.holdfast.archive.Archiver;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.scan.AccountNames;
import io.holdfast.task.SliceAssignment;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceWork;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeTask;
import java.util.function.Consumer;

/**
 * Runs slices through the data path: finds the volume, uses the repository under its lock, and works within the node's
 * limits. Thread-safe.
 */
public final class VolumeSliceRunner implements SliceRunner {
    private final PodVolumeLocator locator;
    private final Repositories repositories;
    private final AppliedLimits limits;
    private final Archiver archiver;

    public VolumeSliceRunner(
            PodVolumeLocator locator, Repositories repositories, AppliedLimits limits, AccountNames accounts) {
        this.locator = locator;
        this.repositories = repositories;
        this.limits = limits;
        this.archiver = new Archiver(accounts);
    }

    @Override
    public SliceOutcome run(SliceAssignment assignment, Consumer<TaskProgress> progress) {
        return switch (assignment.task()) {
            case VolumeTask.BackupVolume backup -> backUp(backup, assignment.work(), progress);
            case VolumeTask.RestoreVolume restore -> restore(restore, progress);
        };
    }

    private SliceOutcome backUp(VolumeTask.BackupVolume task, SliceWork work, Consumer<TaskProgress> progress) {
        if (work instanceof SliceWork.Merge(var trees)) {
            try (RepositoryUse repository = repositories.use(task.repository())) {
                return new BackupSlices(task, repository, limitsOf(task), archiver, progress).merge(trees);
            }
        }
        try (LocatedVolume volume = locator.locate(task.volume());
                RepositoryUse repository = repositories.use(task.repository())) {
            var slices = new BackupSlices(task, repository, limitsOf(task), archiver, progress);
            SliceOutcome outcome = switch (work) {
                case SliceWork.Survey() -> slices.survey(volume);
                case SliceWork.Archive(var part) -> slices.archive(volume, part);
                case SliceWork.Merge(var _), SliceWork.Restore() ->
                    throw new IllegalStateException("not a slice of a volume's backup: " + work);
            };
            locator.requireUnchanged(volume, task.volume());
            return outcome;
        }
    }

    private SliceOutcome restore(VolumeTask.RestoreVolume task, Consumer<TaskProgress> progress) {
        try (LocatedVolume volume = locator.locate(task.volume());
                RepositoryUse repository = repositories.use(task.repository())) {
            var restore = new RestoreSlice(task, repository, limits.forTask(task.id(), task.parallelFiles()));
            return restore.run(volume, () -> locator.requireUnchanged(volume, task.volume()), progress);
        }
    }

    private DataPathLimits limitsOf(VolumeTask.BackupVolume task) {
        return limits.forTask(task.id(), task.parallelFiles());
    }
}
