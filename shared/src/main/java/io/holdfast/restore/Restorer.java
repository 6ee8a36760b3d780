package io.holdfast.restore;

import io.holdfast.blob.BlobId;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import io.holdfast.linux.TreeRoot;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.TreesAhead;

/**
 * Restores a tree below a directory. One thread walks the tree and plans; as many as the limit on files allows fetch, verify
 * and write. Existing files are replaced, others left alone. What fails for one entry is reported; what fails for all (a full disk, a store that does not answer) is thrown. When it returns,
 * everything is on the device.
 */
public final class Restorer {
    private final IndexedRepository repository;
    private final DataPathLimits limits;

    public Restorer(IndexedRepository repository, DataPathLimits limits) {
        this.repository = repository;
        this.limits = limits;
    }

    /** Restores what the root tree holds into the target, which stays the caller's. */
    public RestoreReport restore(BlobId rootTree, TreeRoot target, RestoreListener listener) {
        return restore(rootTree, RestoreSelection.everything(), target, listener);
    }

    /** Restores what is selected of that; {@code NOT_FOUND} where the selection asks for what is not there. */
    public RestoreReport restore(
            BlobId rootTree, RestoreSelection selection, TreeRoot target, RestoreListener listener) {
        RestoreLedger ledger = new RestoreLedger(target.path(), listener);
        try (TargetTree tree = TargetTree.at(target);
                FileWriter writer = new FileWriter(tree, ledger, listener)) {
            run(rootTree, selection, tree, writer, ledger, listener);
            tree.protectAgain();
            tree.sync();
            return ledger.report();
        } catch (LinuxError error) {
            throw error.at(target.path(), FailureKind.UNWRITABLE);
        } catch (InterruptedException e) {
            throw Cancellation.of("the restore into " + target.path(), e);
        }
    }

    private void run(
            BlobId rootTree,
            RestoreSelection selection,
            TargetTree tree,
            FileWriter writer,
            RestoreLedger ledger,
            RestoreListener listener)
            throws InterruptedException {
        RangeRestorer restorer = new RangeRestorer(repository, writer, limits);
        try (TaskGroup fetching = new TaskGroup(Workers.virtualThreads("restore-trees"));
                TaskGroup group = new TaskGroup(Workers.platformThreads("restore"))) {
            RangeWorkers workers = new RangeWorkers(group, limits.files(), restorer);
            TreePlanner planner = new TreePlanner(
                    repository, tree, writer, ledger, listener, new TreesAhead(repository, fetching), workers::submit);
            group.fork(() -> {
                planner.run(rootTree, selection);
                workers.finish();
            });
            workers.start();
            group.join();
        }
    }
}
