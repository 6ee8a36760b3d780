package io.holdfast.check;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.failure.BackupException;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;

/**
 * Trees by number: those of the index come first, those that only packs without index have follow. Safe for any thread.
 */
final class TreeSource {
    private final IndexedRepository repository;
    private final StoredBlobs blobs;
    private final UnindexedPacks unindexed;
    private final DamageList damages;
    private final int indexed;

    TreeSource(IndexedRepository repository, StoredBlobs blobs, UnindexedPacks unindexed, DamageList damages) {
        this.repository = repository;
        this.blobs = blobs;
        this.unindexed = unindexed;
        this.damages = damages;
        indexed = blobs.numbers().trees();
    }

    BlobId id(int tree) {
        return isUnindexed(tree)
                ? unindexed.numbers().id(tree - indexed)
                : blobs.numbers().id(tree);
    }

    int plainLength(int tree) {
        BlobPlace place = isUnindexed(tree)
                ? unindexed.numbers().place(tree - indexed)
                : blobs.numbers().place(tree);
        return place.plainLength();
    }

    /** What keeps the directory from being restored, as far as that is known without reading its tree. */
    DamageSet damages(int tree) throws InterruptedException {
        return inUnindexed(tree) >= 0 ? unindexed.damage() : blobs.damages(tree);
    }

    /** Whether it is known that the tree cannot be read. */
    boolean isLost(int tree) throws InterruptedException {
        return inUnindexed(tree) < 0 && !blobs.damages(tree).isEmpty();
    }

    /** As the index says, or else from a pack that it does not name. */
    byte[] load(int tree) throws InterruptedException {
        int other = inUnindexed(tree);
        if (other >= 0) {
            return unindexed.load(other);
        }
        try {
            return repository.load(id(tree), BlobType.TREE);
        } catch (BackupException e) {
            DamageSet _ = loseIndexed(tree, e);
            int copy = inUnindexed(tree);
            if (copy < 0) {
                throw e;
            }
            return unindexed.load(copy);
        }
    }

    /** Notes that the tree could not be loaded, which is its packs' damage. */
    DamageSet lose(int tree, BackupException failure) throws InterruptedException {
        int other = inUnindexed(tree);
        if (other < 0) {
            return loseIndexed(tree, failure);
        }
        DamageSet harming =
                unindexed.damage().with(DamageSet.of(note(unindexed.numbers().place(other), id(tree), failure)));
        return isUnindexed(tree) ? harming : harming.with(blobs.damages(tree));
    }

    private DamageSet loseIndexed(int tree, BackupException failure) {
        for (int copy : blobs.copies(tree)) {
            blobs.lose(copy, note(blobs.numbers().place(copy), id(tree), failure));
        }
        return blobs.damages(tree);
    }

    private int note(BlobPlace place, BlobId tree, BackupException failure) {
        return damages.add(
                "pack " + place.pack(),
                "its tree blob " + tree + " cannot be read: " + Findings.problem(failure),
                PackTrouble.DAMAGED.remedy(place.pack()));
    }

    /** Where packs that no index names have the tree, if the index does not lead to it; -1 otherwise. */
    private int inUnindexed(int tree) throws InterruptedException {
        if (isUnindexed(tree)) {
            return tree - indexed;
        }
        return blobs.damages(tree).isEmpty() ? -1 : unindexed.find(id(tree), BlobType.TREE);
    }

    private boolean isUnindexed(int tree) {
        return tree >= indexed;
    }
}
