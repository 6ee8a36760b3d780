package io.holdfast.check;

import io.holdfast.index.BlobNumbers;
import io.holdfast.upload.StoredFile;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tells what is out of order and harms no backup, once the walk is over. */
final class Hints {
    private final StoredBlobs blobs;
    private final BlobNumbers numbers;
    private final Findings findings;

    Hints(StoredBlobs blobs, Findings findings) {
        this.blobs = blobs;
        this.numbers = blobs.numbers();
        this.findings = findings;
    }

    void tellRepeatedPacks() {
        NameSample repeated = new NameSample();
        for (int pack = 0; pack < numbers.packs(); pack++) {
            if (numbers.isRepeated(pack)) {
                repeated.add(numbers.pack(pack).toShortHex());
            }
        }
        if (repeated.count() > 0) {
            findings.hint(
                    repeated.text("pack"),
                    "more than one index file names " + pronoun(repeated),
                    "run restic repair index, which names each pack once");
        }
    }

    /** Where the index lacks what snapshots need, it is for the index to be repaired, and no time for pruning. */
    void tellUnindexed(UnindexedPacks unindexed, boolean indexIsWhole) {
        NameSample packs = new NameSample();
        long bytes = 0;
        for (StoredFile pack : unindexed.packs()) {
            packs.add(pack.id().toShortHex());
            bytes += pack.size();
        }
        if (packs.count() > 0 && indexIsWhole && !unindexed.areNeeded()) {
            findings.hint(
                    packs.text("pack"),
                    "no index names " + pronoun(packs) + ": an interrupted backup left them, or one that still runs"
                            + " has them, and they take up " + bytes + " bytes",
                    "run restic prune, which removes what nobody needs");
        } else if (packs.count() > 0) {
            findings.hint(
                    packs.text("pack"),
                    "no index names " + pronoun(packs) + ", and the index is damaged",
                    "run restic repair index, and not restic prune before");
        }
    }

    /** To be asked only if everything that snapshots need has been seen. */
    void tellUnneeded() {
        long count = 0;
        long bytes = 0;
        for (int copy = 0; copy < numbers.size(); copy++) {
            if (!blobs.isNeeded(copy) && !blobs.isNeeded(numbers.blobOf(copy))) {
                count++;
                bytes += numbers.place(copy).length();
            }
        }
        if (count > 0) {
            findings.hint(
                    count + (count == 1 ? " blob" : " blobs"),
                    "no snapshot needs what takes up these " + bytes + " bytes: its snapshots were removed, or a backup"
                            + " was interrupted or still runs",
                    "run restic prune, which removes what nobody needs");
        }
    }

    /** Of what cannot be read in one pack, but in another. */
    void tellOtherCopies() {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (int copy = 0; blobs.anyLost() && copy < numbers.size(); copy++) {
            if (blobs.isLost(copy) && blobs.damages(copy).isEmpty()) {
                counts.merge(numbers.packOf(copy), 1, Integer::sum);
            }
        }
        counts.forEach((pack, count) -> findings.hint(
                "pack " + numbers.pack(pack),
                count + " of its lost blobs " + (count == 1 ? "is" : "are") + " in another pack too, so "
                        + (count == 1 ? "it harms" : "they harm") + " nothing if that one is whole",
                "do as its error says"));
    }

    void tellUnusual(NameSample trees) {
        if (trees.count() > 0) {
            findings.hint(
                    trees.text("tree"),
                    "restic would write " + pronoun(trees) + " otherwise, and refuses to rewrite them",
                    "leave what holds them out of restic rewrite, or back up again");
        }
    }

    private static String pronoun(NameSample sample) {
        return sample.count() == 1 ? "it" : "them";
    }
}
