package io.holdfast.archive;

import io.holdfast.archive.PendingDirectory.Place;
import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.linux.ExtendedAttribute;
import io.holdfast.linux.FileName;
import io.holdfast.linux.FileType;
import io.holdfast.linux.LinuxError;
import io.holdfast.scan.SharedDirectory;
import io.holdfast.scan.TreeVisitor;
import io.holdfast.scan.WalkedDirectory;
import io.holdfast.snapshot.TreeNode;
import java.nio.ByteBuffer;
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
    private final ParentTrees parents;
    private final Optional<BlobId> parentRoot;
    private final Semaphore waitingNodes = new Semaphore(WAITING_NODES);
    private final Deque<Level> levels = new ArrayDeque<>();
    private final CompletableFuture<BlobId> root = new CompletableFuture<>();

    /** A directory that the walk is in. */
    private record Level(PendingDirectory pending, ParentNodes parent) {}

    ArchiveWalk(ArchiveRun run, EntryArchiver entries, ParentTrees parents, Optional<BlobId> parentRoot) {
        this.run = run;
        this.entries = entries;
        this.parents = parents;
        this.parentRoot = parentRoot;
    }

    /** Completes with the root's tree once the walk is over and every file is done. */
    CompletableFuture<BlobId> root() {
        return root;
    }

    @Override
    public void enter(WalkedDirectory directory) {
        Optional<FileName> name = directory.name();
        if (name.isEmpty()) {
            levels.addLast(new Level(
                    new PendingDirectory(null, this::saveTree, this::completeRoot),
                    parentRoot.map(parents::load).orElseGet(ParentNodes::none)));
            return;
        }
        Level above = levels.getLast();
        Optional<TreeNode> parent = above.parent().find(name.get());
        Place place = above.pending().reserve(() -> {});
        PendingDirectory pending =
                new PendingDirectory(place, this::saveTree, completion(directory, name.get(), parent));
        levels.addLast(new Level(pending, parents.below(parent)));
        if (directory.isOtherMount()) {
            run.troubles().leaveOutMount(TreePath.text(directory.path()));
        }
    }

    @Override
    public void visit(WalkedDirectory directory, FileName name, FileType type) throws InterruptedException {
        waitingNodes.acquire();
        Level level = levels.getLast();
        SharedDirectory share;
        try {
            share = directory.share();
        } catch (LinuxError error) {
            waitingNodes.release();
            unreadable(directory, name, error);
            return;
        }
        Optional<TreeNode> parent = level.parent().find(name);
        Place place = level.pending().reserve(waitingNodes::release);
        run.workers().submit(new EntryJob(entries, share, new EntryPath(directory, name), parent, place));
    }

    @Override
    public void leave(WalkedDirectory directory) {
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

    private BlobId saveTree(ByteBuffer tree) {
        return run.saver().save(BlobType.TREE, tree);
    }

    private Optional<TreeNode> completeRoot(BlobId tree) {
        root.complete(tree);
        return Optional.empty();
    }

    private PendingDirectory.Completion completion(
            WalkedDirectory directory, FileName name, Optional<TreeNode> parent) {
        List<ExtendedAttribute> attributes = run.troubles()
                .readOrTell(() -> TreePath.text(directory.path()), directory::attributes)
                .orElse(List.of());
        return tree -> {
            if (directory.isWhole()) {
                boolean same = parent.flatMap(TreeNode::subtree).equals(Optional.of(tree));
                run.counts().directory(parent.isPresent(), same);
            }
            return Optional.of(run.nodes().directory(name, directory.status(), attributes, tree));
        };
    }
}
