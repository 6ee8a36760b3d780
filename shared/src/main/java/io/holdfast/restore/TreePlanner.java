package io.holdfast.restore;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.Cancellation;
import io.holdfast.failure.BackupException;
import io.holdfast.failure.FailureKind;
import io.holdfast.index.BlobPlace;
import io.holdfast.linux.FileName;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.TreesAhead;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks what is selected of the tree from the root on, without recursion: makes directories, links and special files at once,
 * and hands on what is to be read for the files. Directories stream; held are those whose walk is still to come. Used once, by
 * one thread.
 */
final class TreePlanner {
    private final IndexedRepository repository;
    private final TargetTree tree;
    private final FileWriter writer;
    private final SpecialFiles specialFiles;
    private final RestoreLedger ledger;
    private final RestoreListener listener;
    private final RangeConsumer ranges;
    private final TreesAhead trees;
    private final HardLinks hardLinks = new HardLinks();
    private final Deque<PlannedDirectory> toWalk = new ArrayDeque<>();
    private FetchPlan plan = new FetchPlan();
    private boolean selectedSome;

    /** Takes the ranges of one plan after the other; may wait. */
    @FunctionalInterface
    interface RangeConsumer {
        void accept(FetchRange range) throws InterruptedException;
    }

    TreePlanner(
            IndexedRepository repository,
            TargetTree tree,
            FileWriter writer,
            RestoreLedger ledger,
            RestoreListener listener,
            TreesAhead trees,
            RangeConsumer ranges) {
        this.repository = repository;
        this.tree = tree;
        this.writer = writer;
        this.specialFiles = new SpecialFiles(tree, ledger, hardLinks);
        this.ledger = ledger;
        this.listener = listener;
        this.trees = trees;
        this.ranges = ranges;
    }

    void run(BlobId rootTree, RestoreSelection selection) throws InterruptedException {
        PlannedDirectory root = PlannedDirectory.root(tree.root(), selection);
        walk(root, trees.take(rootTree));
        while (!toWalk.isEmpty()) {
            Cancellation.check("the restore");
            expectNext();
            enter(toWalk.removeLast());
        }
        requireSome(selection);
        handOn();
    }

    private void requireSome(RestoreSelection selection) {
        if (selection.asksForSomething() && !selectedSome) {
            throw new BackupException(
                    FailureKind.NOT_FOUND,
                    "Nothing in the snapshot matches " + selection.request()
                            + ", so nothing is restored; list what there is to see its paths.");
        }
    }

    private void expectNext() {
        Iterator<PlannedDirectory> next = toWalk.descendingIterator();
        for (int i = 0; i < TreesAhead.SIDE_BY_SIDE && next.hasNext(); i++) {
            PlannedDirectory directory = next.next();
            if (directory.selection().maySelectBelow()) {
                directory.node().subtree().ifPresent(trees::expect);
            }
        }
    }

    private void enter(PlannedDirectory directory) throws InterruptedException {
        if (directory.selection().isSelected()) {
            Optional<TargetDirectory> _ = make(directory);
        }
        if (directory.isImpossible()) {
            directory.node().subtree().ifPresent(trees::forget);
        } else if (directory.selection().maySelectBelow()) {
            walk(directory);
        }
        directory.release(writer);
    }

    private Optional<TargetDirectory> make(PlannedDirectory directory) {
        selectedSome = true;
        return directory.make(tree, ledger);
    }

    private void walk(PlannedDirectory directory) throws InterruptedException {
        try {
            BlobId subtree = directory
                    .node()
                    .subtree()
                    .orElseThrow(() ->
                            new BackupException(FailureKind.CORRUPT, "its snapshot names no tree for the directory"));
            walk(directory, trees.take(subtree));
        } catch (BackupException e) {
            if (e.kind() != FailureKind.CORRUPT && e.kind() != FailureKind.NOT_FOUND) {
                throw e;
            }
            ledger.trouble(directory.path(), e.kind(), "its entries are lost: " + e.getMessage());
        }
    }

    private void walk(PlannedDirectory directory, Iterator<TreeNode> nodes) throws InterruptedException {
        List<PlannedDirectory> below = new ArrayList<>();
        @Nullable FileName last = null;
        try {
            while (nodes.hasNext()) {
                TreeNode node = nodes.next();
                if (last != null && node.name().compareTo(last) <= 0) {
                    ledger.trouble(directory.path(node.name()), FailureKind.CORRUPT, notInOrder(node.name()));
                    continue;
                }
                last = node.name();
                RestoreSelection selection = directory.selection().enter(node.name());
                if (node.type() == NodeType.DIRECTORY) {
                    if (selection.isSelected() || selection.maySelectBelow()) {
                        below.add(directory.child(node, selection));
                    }
                } else if (selection.isSelected()) {
                    Optional<TargetDirectory> target = make(directory);
                    if (target.isPresent()) {
                        entry(target.get(), node);
                    }
                }
            }
        } finally {
            below.reversed().forEach(toWalk::addLast);
        }
    }

    private void entry(TargetDirectory directory, TreeNode node) throws InterruptedException {
        directory.expect();
        if (node.type() == NodeType.FILE) {
            file(directory, node);
        } else {
            specialFiles.restore(directory, node);
            writer.entryDone(directory);
        }
    }

    /** No program writes such a tree; one of two entries would undo the other. */
    private static String notInOrder(FileName name) {
        return "its snapshot has " + name + " twice, or out of order; only the first is restored";
    }

    private void file(TargetDirectory directory, TreeNode node) throws InterruptedException {
        if (HardLinks.hasOtherNames(node)) {
            Optional<MadeEntry> known = hardLinks.find(node);
            if (known.isPresent()) {
                specialFiles.link(known.get(), directory, node);
                writer.entryDone(directory);
                return;
            }
        }
        listener.fileFound(node.size());
        TargetFile file = new TargetFile(directory, node);
        if (HardLinks.hasOtherNames(node) && writer.make(file)) {
            hardLinks.add(node, file);
        }
        planContent(file);
        writer.pieceDone(file);
    }

    private void planContent(TargetFile file) throws InterruptedException {
        TreeNode node = file.node();
        long offset = 0;
        for (BlobId id : node.content().orElse(List.of())) {
            if (ZeroChunk.is(id)) {
                listener.bytesRestored(ZeroChunk.LENGTH);
                offset += ZeroChunk.LENGTH;
                continue;
            }
            Optional<BlobPlace> place = repository.locate(id, BlobType.DATA);
            if (place.isEmpty()) {
                writer.fail(
                        file,
                        FailureKind.CORRUPT,
                        "its content from byte " + offset + " on is lost: no index knows blob " + id);
                return;
            }
            file.expectPiece();
            plan.add(id, place.get(), file, offset);
            offset += place.get().plainLength();
            if (plan.isFull()) {
                handOn();
            }
        }
        if (offset != node.size()) {
            writer.fail(
                    file,
                    FailureKind.CORRUPT,
                    "its snapshot says " + node.size() + " bytes, but its content has " + offset);
        }
    }

    private void handOn() throws InterruptedException {
        List<FetchRange> planned = plan.ranges();
        plan = new FetchPlan();
        for (FetchRange range : planned) {
            ranges.accept(range);
        }
    }
}
