package io.holdfast.check;

import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.ThreadBudget;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks everything that the snapshots need, once all is known of the packs, and tells each damage whom it harms. Used once, by one
 * thread.
 */
final class SnapshotCheck {
    /** Of the marks of harmed trees: some ten megabytes. */
    private static final int MOST_MARKS = 1 << 20;

    private final List<StoredSnapshot> snapshots;
    private final BlobSearch search;
    private final DamageList damages;
    private final ThreadBudget threads;
    private final TreeScanner scanner;
    private final HarmMarks marks = new HarmMarks(MOST_MARKS);
    private final TreeChecker checker;

    SnapshotCheck(
            List<StoredSnapshot> snapshots,
            IndexedRepository repository,
            StoredBlobs blobs,
            UnindexedPacks unindexed,
            DamageList damages,
            DataPathLimits limits,
            CheckListener listener) {
        this.snapshots = snapshots;
        this.search = new BlobSearch(blobs, unindexed, damages);
        this.damages = damages;
        this.threads = limits.threads();
        TreeSource trees = new TreeSource(repository, blobs, unindexed, damages);
        this.scanner = new TreeScanner(trees, new NodeCheck(search, damages), damages, limits);
        this.checker = new TreeChecker(scanner, trees, marks, listener);
    }

    void run(int namedPaths) throws InterruptedException {
        List<BlobSearch.Result> roots = new ArrayList<>();
        try (Turn turn = Turn.take(threads)) {
            for (StoredSnapshot stored : snapshots) {
                roots.add(search.find(stored.snapshot().tree(), BlobType.TREE, turn));
            }
        }
        checker.check(roots.stream()
                .mapToInt(BlobSearch.Result::tree)
                .filter(tree -> tree >= 0)
                .toArray());
        HarmedPaths paths = new HarmedPaths(scanner, marks, damages, namedPaths);
        for (int number = 0; number < snapshots.size(); number++) {
            attribute(number, roots.get(number), paths);
        }
    }

    /** How many different trees there are. */
    long trees() {
        return marks.knownTrees();
    }

    /** Whether all trees could be read, so that nothing more can be needed. */
    boolean hasSeenAll() {
        return !search.missesTree() && marks.allReadable();
    }

    /** Whether it is told of each damage whom it harms. */
    boolean namesAllHarmed() {
        return hasSeenAll() && !marks.areTogether();
    }

    /** Trees that restic would have written otherwise. */
    NameSample unusual() {
        return checker.unusual();
    }

    private void attribute(int number, BlobSearch.Result root, HarmedPaths paths) throws InterruptedException {
        HarmCounts harm = new HarmCounts();
        if (root.tree() < 0) {
            harm.add(root.damages());
            paths.name(root.damages(), snapshots.get(number));
        } else {
            marks.addTo(harm, root.tree());
            paths.name(root.tree(), snapshots.get(number));
        }
        for (int i = 0; i < harm.size(); i++) {
            damages.get(harm.damage(i)).harms(number, harm.count(i));
        }
    }
}
