package io.holdfast.check;

import io.holdfast.blob.FileId;
import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.repository.OpenRepository;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** One check from start to end: the small files, the packs, and then all trees, which tell whom damage harms. Used once. */
final class CheckRun {
    private final OpenRepository repository;
    private final DataPathLimits limits;
    private final CheckListener listener;
    private final int namedPaths;
    private final Findings findings = new Findings();
    private final DamageList damages = new DamageList();

    CheckRun(OpenRepository repository, DataPathLimits limits, CheckListener listener, int namedPaths) {
        this.repository = repository;
        this.limits = limits;
        this.listener = listener;
        this.namedPaths = namedPaths;
    }

    CheckReport run(DataSubset data) throws InterruptedException {
        KeysAndLocks keysAndLocks = new KeysAndLocks(repository, findings);
        keysAndLocks.checkKeys();
        keysAndLocks.checkLocks();
        // Snapshots first: what they need was indexed before they were written.
        Snapshots snapshots = Snapshots.of(repository);
        Map<FileId, String> damagedIndexes = new ConcurrentSkipListMap<>();
        IndexedRepository indexed =
                repository.index((id, failure) -> damagedIndexes.put(id, Findings.problem(failure)));
        StoredBlobs blobs = new StoredBlobs(indexed.index().numbers());
        PackCheck packs = new PackCheck(indexed, blobs, damages, limits);
        packs.noteMissing();
        long bytesRead = packs.read(data, repository.random(), listener);

        UnindexedPacks unindexed = new UnindexedPacks(indexed, packs.unindexed(), damages, limits.threads());
        SnapshotCheck trees =
                new SnapshotCheck(snapshots.readable(), indexed, blobs, unindexed, damages, limits, listener);
        trees.run(namedPaths);
        new BroughtBack(blobs, unindexed, damages).tell();

        boolean hasSeenAll = trees.hasSeenAll() && snapshots.damaged().isEmpty();
        tellErrors(snapshots, damagedIndexes, hasSeenAll && trees.namesAllHarmed(), unindexed.areNeeded());
        Hints hints = new Hints(blobs, findings);
        hints.tellUnindexed(unindexed, damagedIndexes.isEmpty());
        hints.tellRepeatedPacks();
        hints.tellOtherCopies();
        hints.tellUnusual(trees.unusual());
        if (hasSeenAll && damagedIndexes.isEmpty() && !unindexed.areNeeded()) {
            hints.tellUnneeded();
        }
        return new CheckReport(
                snapshots.readable().size() + snapshots.damaged().size(),
                trees.trees(),
                packs.packs(),
                bytesRead,
                findings.errors(),
                findings.errorCount(),
                findings.hints(),
                harmed(snapshots, !damagedIndexes.isEmpty()));
    }

    private void tellErrors(
            Snapshots snapshots, Map<FileId, String> damagedIndexes, boolean namesAllHarmed, boolean indexFirst) {
        snapshots
                .damaged()
                .forEach((id, problem) -> findings.error(
                        "snapshot " + id,
                        problem,
                        Harm.ofWhole(List.of(id), namedPaths),
                        "restore it from a copy, or give it up by holdfast repo forget %s; others are whole"
                                .formatted(id)));
        damagedIndexes.forEach((id, problem) -> findings.error(
                "index " + id,
                problem + ", and nothing can be restored until that is repaired",
                Harm.ofWhole(snapshots.ids(), namedPaths),
                "run restic repair index, which makes it anew from the packs, and check again"));
        damages.all()
                .forEach(damage -> findings.error(damage.finding(snapshots.readable(), namesAllHarmed, indexFirst)));
    }

    private List<FileId> harmed(Snapshots snapshots, boolean all) {
        BitSet harmed = new BitSet();
        harmed.set(0, snapshots.readable().size(), all);
        damages.all().forEach(damage -> harmed.or(damage.snapshots()));
        return Stream.concat(
                        harmed.stream()
                                .mapToObj(number ->
                                        snapshots.readable().get(number).id()),
                        snapshots.damaged().keySet().stream())
                .toList();
    }
}
