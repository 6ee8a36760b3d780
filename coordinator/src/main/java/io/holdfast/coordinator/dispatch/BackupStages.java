package io.holdfast.coordinator.dispatch;

import io.holdfast.failure.FailureKind;
import io.holdfast.task.BackupTotals;
import io.holdfast.task.FileSlice;
import io.holdfast.task.SliceOutcome;
import io.holdfast.task.SliceTree;
import io.holdfast.task.SliceWork;
import io.holdfast.task.SourceReport;
import io.holdfast.task.TaskProgress;
import io.holdfast.task.VolumeRoot;
import io.holdfast.task.VolumeTask;
import io.holdfast.task.VolumeTaskOutcome;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Survey, then all parts in any order, then the merge of their trees. A volume that is one part needs no merge: its tree
 * is the root. What an agent has stored for a part stays stored, so two agents at one part only waste time.
 */
final class BackupStages implements TaskStages {
    private final VolumeTask.BackupVolume task;
    private final TreeMap<Integer, SliceTree> trees = new TreeMap<>();
    private SourceReport source = SourceReport.NOTHING;
    private BackupTotals totals = BackupTotals.NONE;
    private Optional<VolumeRoot> root = Optional.empty();
    private long surveyedBytes;
    private long surveyedFiles;
    private int parts;

    BackupStages(VolumeTask.BackupVolume task) {
        this.task = task;
    }

    @Override
    public SliceWork first() {
        return new SliceWork.Survey();
    }

    @Override
    public Step after(int number, SliceWork work, SliceOutcome outcome) {
        return switch (work) {
            case SliceWork.Survey() when outcome instanceof SliceOutcome.Surveyed surveyed -> surveyed(surveyed);
            case SliceWork.Archive(var part)
            when outcome instanceof SliceOutcome.Archived archived -> archived(number, part, archived);
            case SliceWork.Merge(var _)
            when outcome instanceof SliceOutcome.Archived merged -> {
                add(merged);
                yield ended(merged.tree());
            }
            case SliceWork.Survey(), SliceWork.Archive(var _), SliceWork.Merge(var _), SliceWork.Restore() ->
                TaskStages.mismatch(task, work, outcome);
        };
    }

    @Override
    public Optional<TaskProgress> finished() {
        return parts == 0
                ? Optional.empty()
                : Optional.of(new TaskProgress(
                        surveyedBytes, totals.bytesProcessed(), surveyedFiles, totals.filesProcessed()));
    }

    @Override
    public boolean isHarmlessTwice() {
        return true;
    }

    private Step surveyed(SliceOutcome.Surveyed surveyed) {
        if (surveyed.parts().isEmpty()) {
            return new Step.Ended(new VolumeTaskOutcome.Failed(
                    FailureKind.INTERNAL,
                    "The survey of " + task.volume().describe() + " found no part to read, not even an empty one."));
        }
        parts = surveyed.parts().size();
        root = surveyed.root();
        surveyedBytes = surveyed.bytes();
        surveyedFiles = surveyed.files();
        return new Step.More(
                surveyed.parts().stream().<SliceWork>map(SliceWork.Archive::new).toList());
    }

    private Step archived(int number, FileSlice part, SliceOutcome.Archived archived) {
        add(archived);
        if (part instanceof FileSlice.WholeVolume) {
            return ended(archived.tree());
        }
        var range =
                part instanceof FileSlice.ByteRange bytes ? Optional.of(bytes) : Optional.<FileSlice.ByteRange>empty();
        trees.put(number, new SliceTree(archived.tree(), range));
        return trees.size() == parts
                ? new Step.More(List.of(new SliceWork.Merge(List.copyOf(trees.values()))))
                : new Step.Going();
    }

    private void add(SliceOutcome.Archived archived) {
        totals = totals.plus(archived.totals());
        source = source.plus(archived.source());
    }

    private Step ended(String tree) {
        return new Step.Ended(new VolumeTaskOutcome.BackedUp(tree, root, totals, source));
    }
}
