package io.holdfast.archive;

import io.holdfast.concurrent.Cancellation;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.TreeRoot;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.scan.Selection;
import io.holdfast.scan.TreeWalk;
import java.util.Optional;

/** Looks over a volume and cuts it into slices, reading no content. Thread-safe. */
public final class SlicePlanner {
    private final SliceTarget target;

    public SlicePlanner() {
        this(SliceTarget.DEFAULT);
    }

    SlicePlanner(SliceTarget target) {
        this.target = target;
    }

    /**
     * The slices of the volume, which together hold every entry once. Files that the parent has unchanged count as entries,
     * not as bytes. What cannot be read is put into a slice all the same, whose archiving will tell.
     */
    public VolumeSurvey survey(TreeRoot root, Optional<ParentTree> parent, IndexedRepository repository) {
        SliceSurvey survey = new SliceSurvey(
                target,
                parent.map(tree -> new UnchangedFiles(repository, tree)),
                new ParentTrees(repository),
                parent.map(ParentTree::tree));
        try {
            new TreeWalk(survey, false).run(root.directory().again(), Selection.ALL);
            return survey.result();
        } catch (LinuxError error) {
            throw error.at(root.path(), FailureKind.UNREADABLE);
        } catch (InterruptedException interrupt) {
            throw Cancellation.of("the survey of " + root.path(), interrupt);
        }
    }
}
