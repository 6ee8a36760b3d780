package io.holdfast.check;

import io.holdfast.index.BlobNumbers;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts how many of the blobs that packs have lost a new index brings back, once the walk is over. */
final class BroughtBack {
    private final StoredBlobs blobs;
    private final UnindexedPacks unindexed;
    private final DamageList damages;

    BroughtBack(StoredBlobs blobs, UnindexedPacks unindexed, DamageList damages) {
        this.blobs = blobs;
        this.unindexed = unindexed;
        this.damages = damages;
    }

    /** Tells the damages; there is nothing to tell where nothing was missed that packs without index have. */
    void tell() {
        SortedMap<Integer, Integer> counts = new TreeMap<>();
        for (int copy = 0; unindexed.areNeeded() && copy < blobs.numbers().size(); copy++) {
            if (blobs.isLost(copy) && isBroughtBack(copy)) {
                counts.merge(blobs.damageOf(copy), 1, Integer::sum);
            }
        }
        counts.forEach((damage, count) -> damages.get(damage).bringBack(count));
    }

    private boolean isBroughtBack(int copy) {
        BlobNumbers numbers = blobs.numbers();
        return !numbers.isRepeat(copy)
                && !blobs.damages(copy).isEmpty()
                && unindexed.numbers().find(numbers.id(copy), numbers.type(copy)) >= 0;
    }
}
