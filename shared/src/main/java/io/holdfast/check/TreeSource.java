package io.holdfast.check;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.failure.BackupException;
import io.holdfast.index.BlobNumbers;
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
    DamageSet damages(int tree) {
        return isUnindexed(tree) ? unindexed.damage(damages) : blobs.damages(tree);
    }

    /** Whether it is known that the tree cannot be read. */
    boolean isLost(int tree) {
        return !isUnindexed(tree) && !blobs.damages(tree).isEmpty();
    }

    byte[] load(int tree) {
        return isUnindexed(tree) ? unindexed.load(tree - indexed) : repository.load(id(tree), BlobType.TREE);
    }

    /** Notes that the tree could not be loaded, which is its packs' damage. */
    DamageSet lose(int tree, BackupException failure) {
        String problem = "its tree blob " + id(tree) + " cannot be read: " + Findings.problem(failure);
        if (isUnindexed(tree)) {
            BlobNumbers numbers = unindexed.numbers();
            return DamageSet.of(note(numbers.place(tree - indexed), problem)).with(unindexed.damage(damages));
        }
        for (int copy : blobs.copies(tree)) {
            blobs.lose(copy, note(blobs.numbers().place(copy), problem));
        }
        return blobs.damages(tree);
    }

    private int note(BlobPlace place, String problem) {
        return damages.add("pack " + place.pack(), problem, PackVerifier.damagedRemedy(place.pack()));
    }

    private boolean isUnindexed(int tree) {
        return tree >= indexed;
    }
}
