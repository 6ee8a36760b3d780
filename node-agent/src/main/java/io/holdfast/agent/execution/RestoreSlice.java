package io.holdfast.agent.execution;

import io.holdfast.agent.volume.LocatedVolume;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.OpenDirectory;
import io.holdfast.linux.Protection;
import io.holdfast.restore.RestoreReport;
import io.holdfast.restore.Restorer;
import io.holdfast.snapshot.Snapshot;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeRoot;
import io.holdfast.task.VolumeTask;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One volume's restore. Its files are flushed before it is told, because a pod starts on the word of it. */
final class RestoreSlice {
    private final VolumeTask.RestoreVolume task;
    private final RepositoryUse repository;
    private final DataPathLimits limits;

    RestoreSlice(VolumeTask.RestoreVolume task, RepositoryUse repository, DataPathLimits limits) {
        this.task = task;
        this.repository = repository;
        this.limits = limits;
    }

    /** {@code stillThere} throws where the volume is not mounted any more. */
    SliceOutcome run(LocatedVolume volume, Runnable stillThere, Consumer<TaskProgress> progress) {
        Snapshot snapshot = repository.repository().snapshot(task.snapshot()).snapshot();
        RestoreReport report = new Restorer(repository.freshIndex(), limits)
                .restore(snapshot.tree(), volume.files(), new RestoreProgress(progress));
        stillThere.run();
        finish(volume, VolumeRoot.of(snapshot.tags()));
        return new SliceOutcome.Restored(report.files(), report.bytes(), report.troubles(), report.troubleCount());
    }

    /** A database refuses a folder that others may enter, so the volume's own folder gets back what it was, too. */
    private static void finish(LocatedVolume volume, Optional<VolumeRoot> root) {
        try {
            if (root.isPresent()) {
                Set<Protection> protections = volume.root().liftProtections(volume.path());
                set(volume.root(), root.get());
                if (!protections.isEmpty()) {
                    volume.root().protect(protections);
                }
            }
            volume.root().syncFileSystem();
        } catch (LinuxError e) {
            throw e.at(volume.path(), FailureKind.UNWRITABLE);
        }
    }

    private static void set(OpenDirectory folder, VolumeRoot root) throws LinuxError {
        folder.changeOwner(root.uid(), root.gid());
        folder.changeMode(root.permissions());
        folder.setTimes(folder.status().accessed(), root.modified());
    }
}
