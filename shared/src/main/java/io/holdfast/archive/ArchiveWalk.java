package io.holdfast.archive;

import io.holdfast.archive.PendingDirectory.Completion;
import io.holdfast.blob.BlobId;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.scan.SharedDirectory;
import io.holdfast.scan.TreeVisitor;
import io.holdfast.scan.WalkedDirectory;
import io.holdfast.snapshot.TreeNode;
import io.holdfast.snapshot.TreeSink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Follows the walk: reserves a place for each entry and hands files to the workers. It stops ahead of them when too many
 * nodes wait for one before them, so that a slow file at the head of a large directory does not fill the memory.
 */
final class ArchiveWalk implements TreeVisitor {
    /** Nodes that may wait for those before them, some hundred bytes each. */
    private static final int WAITING_NODES = 20_000;

    private final ArchiveRun run;
    private final EntryArchiver entries;
    private final ParentDirectory parentRoot;
    private final Semaphore waitingNodes = new Semaphore(WAITING_NODES);
    private final Deque<Level> levels = new ArrayDeque<>();
    private final TreeSink trees;
    private final PendingDirectory rootDirectory;
    private final CompletableFuture<BlobId> root = new CompletableFuture<>();

    /** A directory that the walk is in, and what the parents have of it. */
    private record Level(PendingDirectory pending, ParentDirectory parents) {}

    ArchiveWalk(ArchiveRun run, EntryArchiver entries, ParentDirectory parentRoot) {
        this.run = run;
        this.entries = entries;
        this.parentRoot = parentRoot;
        this.trees = run.saver().trees();
        this.rootDirectory = new PendingDirectory(null, trees, new RootCompletion());
    }

    /** Saves the tree of what is done by now; empty where all is. */
    Optional<BlobId> saveSoFar() {
        return TreeSoFar.save(rootDirectory);
    }

    /** Completes with the root's tree once the walk is over and every file is done. */
    CompletableFuture<BlobId> root() {
        return root;
    }

    @Override
    public void enter(WalkedDirectory directory) {
        Optional<FileName> name = directory.name();
        if (name.isEmpty()) {
            levels.addLast(new Level(rootDirectory, parentRoot));
            return;
        }
        Level above = levels.getLast();
        List<ParentEntry> parents = above.parents().find(name.get());
        Place place = above.pending().reserve(waitingNodes::release);
        Completion completion = new DirectoryCompletion(run, directory, name.get(), parents);
        levels.addLast(new Level(
                new PendingDirectory(place, trees, completion), above.parents().below(parents)));
        if (directory.isOtherMount()) {
            run.troubles().leaveOutMount(TreePath.text(directory.path()));
        }
    }

    @Override
    public void visit(WalkedDirectory directory, FileName name, FileType type) throws InterruptedException {
        waitingNodes.acquire();
        Level level = levels.getLast();
        List<ParentEntry> parents = level.parents().find(name);
        SharedDirectory share;
        try {
            share = directory.share();
        } catch (LinuxError error) {
            waitingNodes.release();
            unreadable(directory, name, error);
            return;
        }
        Place place = level.pending().reserve(waitingNodes::release);
        run.workers().submit(new EntryJob(entries, share, new EntryPath(directory, name), parents, place));
    }

    @Override
    public void leave(WalkedDirectory directory) throws InterruptedException {
        if (levels.size() > 1) {
            waitingNodes.acquire();
        }
        levels.removeLast().pending().seal();
    }

    @Override
    public void unreadable(WalkedDirectory directory, FileName name, LinuxError error) {
        run.troubles().add(TreePath.text(directory.path(), name), error);
    }

    @Override
    public void incomplete(WalkedDirectory directory, LinuxError error) {
        run.troubles().add(TreePath.text(directory.path()), error);
    }

    /** The root is no entry of anything. */
    private final class RootCompletion implements Completion {
        @Override
        public Optional<TreeNode> node(BlobId tree) {
            return Optional.empty();
        }

        @Override
        public void finished(BlobId tree) {
            root.complete(tree);
        }
    }
}
