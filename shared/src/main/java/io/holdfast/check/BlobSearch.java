package io.holdfast.check;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.index.BlobNumbers;
import java.util.concurrent.atomic.AtomicBoolean;

/** Looks for blobs that snapshots need: in the index, and then in the packs that no index names. Safe for any thread. */
final class BlobSearch {
    private static final Remedy LOST_REMEDY =
            Remedy.afterIndex("run restic repair snapshots --forget, which leaves out what is lost, and back up again");

    private final StoredBlobs blobs;
    private final UnindexedPacks unindexed;
    private final DamageList damages;
    private final AtomicBoolean missesTree = new AtomicBoolean();

    /**
     * What was found.
     *
     * @param tree the number by which a tree goes; -1 for data, and where no pack has it
     * @param length of the plaintext, or -1 where no pack has it
     * @param damages those that keep it from being restored
     */
    record Result(int tree, long length, DamageSet damages) {}

    BlobSearch(StoredBlobs blobs, UnindexedPacks unindexed, DamageList damages) {
        this.blobs = blobs;
        this.unindexed = unindexed;
        this.damages = damages;
    }

    /** Gives the caller's turn back while the store is asked. */
    Result find(BlobId id, BlobType type, Turn turn) throws InterruptedException {
        BlobNumbers numbers = blobs.numbers();
        boolean isTree = type == BlobType.TREE;
        int number = numbers.find(id, type);
        if (number >= 0) {
            blobs.need(number);
            DamageSet lost = blobs.damages(number);
            DamageSet damages = lost.isEmpty() || unindexed.find(id, type, turn) < 0 ? lost : unindexed.damage();
            return new Result(isTree ? number : -1, numbers.place(number).plainLength(), damages);
        }
        int other = unindexed.find(id, type, turn);
        if (other >= 0) {
            long length = unindexed.numbers().place(other).plainLength();
            return new Result(isTree ? numbers.trees() + other : -1, length, unindexed.damage());
        }
        if (isTree) {
            missesTree.set(true);
        }
        int lost = damages.add(type.label() + " blob " + id, "it is in no index and in no pack", LOST_REMEDY);
        return new Result(-1, -1, DamageSet.of(lost));
    }

    /** Whether a tree was looked for in vain, and what is below it is not known. */
    boolean missesTree() {
        return missesTree.get();
    }
}
