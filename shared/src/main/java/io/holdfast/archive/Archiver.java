package io.holdfast.archive;

import io.holdfast.blob.BlobId;
import io.holdfast.chunk.Chunker;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.FailureKind;
import io.holdfast.linux.LinuxError;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.save.BlobSaver;
import io.holdfast.save.SavedBytes;
import io.holdfast.scan.AccountNames;
import io.holdfast.scan.TreeWalk;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Backs up a directory, or a slice of it: walks it, reads what is not in the parent, saves chunks and trees, and answers the
 * root tree. What cannot be read is told and left out; what stops the work is thrown. An interrupt ends it with
 * {@code CANCELLED}. The saver stays the caller's, to be flushed before anything names the tree; what it stores meanwhile is
 * counted as this backup's. Thread-safe.
 */
public final class Archiver {
    private final AccountNames accounts;

    public Archiver(AccountNames accounts) {
        this.accounts = accounts;
    }

    public ArchivedTree archive(
            ArchiveRequest request,
            IndexedRepository repository,
            BlobSaver saver,
            DataPathLimits limits,
            ArchiveListener listener) {
        SavedBytes before = saver.totals();
        Optional<Checkpoints> checkpoints = request.checkpoints().map(Checkpoints::new);
        try (TaskGroup group = new TaskGroup(Workers.platformThreads("archive"))) {
            ArchiveRun run = new ArchiveRun(
                    saver,
                    new ChunkSaver(saver, bytes -> checkpoints.ifPresent(due -> due.stored(bytes))),
                    new Chunker(repository.repository().key().derive(Chunker.KEY_LABEL, Chunker.KEY_LENGTH)),
                    limits,
                    new FileWorkers(group, limits),
                    new NodeFactory(accounts),
                    new FileCounts(),
                    new TroubleList(listener),
                    listener);
            ArchiveWalk walk = new ArchiveWalk(
                    run,
                    new EntryArchiver(run, new FileArchiver(run, FileRange.of(request.slice()))),
                    ParentDirectory.root(request.parents(), repository));
            run.workers().start();
            checkpoints.ifPresent(due ->
                    group.fork(() -> due.run(() -> walk.saveSoFar().map(tree -> {
                        saver.flush();
                        return run.archived(tree, before);
                    }))));
            group.fork(() -> walk(request, walk, run.workers(), checkpoints));
            group.join();
            return run.archived(walk.root().resultNow(), before);
        } catch (InterruptedException interrupt) {
            throw Cancellation.of("the backup of " + request.root().path(), interrupt);
        }
    }

    /** Ends when every file that it has handed out is done, so that the workers may end too. */
    private static void walk(
            ArchiveRequest request, ArchiveWalk walk, FileWorkers workers, Optional<Checkpoints> checkpoints)
            throws InterruptedException, ExecutionException {
        try (workers) {
            new TreeWalk(walk, request.crossMounts())
                    .run(request.root().directory().again(), SliceSelection.of(request.slice()));
            BlobId _ = walk.root().get();
        } catch (LinuxError error) {
            throw error.at(request.root().path(), FailureKind.UNREADABLE);
        } finally {
            checkpoints.ifPresent(Checkpoints::close);
        }
    }
}
