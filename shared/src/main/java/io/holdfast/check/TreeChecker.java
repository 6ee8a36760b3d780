package io.holdfast.check;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.NodeType;
import io.holdfast.snapshot.StoredSnapshot;
import io.holdfast.snapshot.TreeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Reads every tree below the snapshots, each once, and looks up what it needs. Some trees are read side by side, to hide the
 * latency of a distant store; there is no recursion, so no tree is too deep. Used by one thread.
 */
final class TreeChecker {
    private static final int SIDE_BY_SIDE = 16;
    private static final String REMEDY =
            "run restic repair snapshots --forget, which leaves out what is lost, and back up again";

    private final IndexedRepository repository;
    private final Findings findings;
    private final CheckListener listener;
    private final Set<BlobId> seen = new HashSet<>();

    /** A tree and where it was first met, for people. */
    private record Found(BlobId tree, String where) {}

    TreeChecker(IndexedRepository repository, Findings findings, CheckListener listener) {
        this.repository = repository;
        this.findings = findings;
        this.listener = listener;
    }

    /** Answers how many different trees there are. */
    long check(List<StoredSnapshot> snapshots) throws InterruptedException {
        Deque<Found> toRead = new ArrayDeque<>();
        for (StoredSnapshot stored : snapshots) {
            String name = "snapshot " + stored.id().toShortHex() + ", /";
            add(new Found(stored.snapshot().tree(), name), toRead);
        }
        while (!toRead.isEmpty()) {
            List<Found> next = new ArrayList<>();
            while (!toRead.isEmpty() && next.size() < SIDE_BY_SIDE) {
                next.add(toRead.removeLast());
            }
            readAll(next).forEach(found -> add(found, toRead));
        }
        return seen.size();
    }

    private void add(Found found, Deque<Found> toRead) {
        if (seen.add(found.tree())) {
            toRead.addLast(found);
        }
    }

    private List<Found> readAll(List<Found> trees) throws InterruptedException {
        List<Future<List<Found>>> reading = new ArrayList<>();
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("check-trees"))) {
            for (Found tree : trees) {
                reading.add(group.call(() -> read(tree)));
            }
            group.join();
        }
        List<Found> below = new ArrayList<>();
        for (Future<List<Found>> read : reading) {
            below.addAll(read.resultNow());
        }
        return below;
    }

    private List<Found> read(Found found) {
        List<Found> below = new ArrayList<>();
        try {
            Iterator<TreeNode> nodes = repository.nodes(found.tree());
            while (nodes.hasNext()) {
                TreeNode node = nodes.next();
                check(node, found.where() + node.name(), below);
            }
        } catch (BackupException e) {
            findings.damage(found.where(), e, REMEDY);
        }
        listener.treeChecked();
        return below;
    }

    private void check(TreeNode node, String where, List<Found> below) {
        if (node.type() == NodeType.DIRECTORY) {
            if (node.subtree().isPresent()) {
                below.add(new Found(node.subtree().get(), where + "/"));
            } else {
                findings.error(where, "the directory has no tree, so its entries are lost", REMEDY);
            }
        }
        if (node.type() == NodeType.FILE) {
            checkContent(node, where);
        }
    }

    private void checkContent(TreeNode node, String where) {
        long size = 0;
        for (BlobId id : node.content().orElse(List.of())) {
            Optional<BlobPlace> place = repository.locate(id, BlobType.DATA);
            if (place.isEmpty()) {
                findings.error(
                        where,
                        "its content from byte " + size + " on is lost: no index names blob " + id,
                        "run restic repair index; if that does not find the blob, " + REMEDY);
                return;
            }
            size += place.get().plainLength();
        }
        if (size != node.size()) {
            findings.error(
                    where,
                    "its tree says " + node.size() + " bytes, but its content has " + size,
                    "back it up again; older snapshots may have it whole");
        }
    }
}
