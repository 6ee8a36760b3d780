package io.holdfast.check;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.index.BlobIndex;
import io.holdfast.index.BlobNumbers;
import io.holdfast.index.BlobPlace;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The packs that no index names. Their headers are read once a snapshot misses a blob, to tell what a new index would bring
 * back from what is lost; while nothing is missed, they concern nobody, and may be many. Safe for any thread.
 */
final class UnindexedPacks {
    private static final int SIDE_BY_SIDE = 16;

    private final IndexedRepository repository;
    private final List<StoredFile> packs;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable BlobNumbers found;
    private volatile boolean needed;

    UnindexedPacks(IndexedRepository repository, List<StoredFile> packs) {
        this.repository = repository;
        this.packs = packs;
    }

    List<StoredFile> packs() {
        return packs;
    }

    /** Whether they have blobs that snapshots miss. */
    boolean areNeeded() {
        return needed;
    }

    /** The number of a blob that the index does not name among those that they have, or -1. */
    int find(BlobId id, BlobType type) throws InterruptedException {
        int number = read().find(id, type);
        if (number >= 0) {
            needed = true;
        }
        return number;
    }

    /** What snapshots lose by this, all of it in one. */
    DamageSet damage(DamageList damages) {
        return DamageSet.of(damages.add(
                "index",
                "it does not name packs that are there and hold what snapshots need",
                "run restic repair index, which adds them, and check again"));
    }

    /** The numbers of what was found. */
    BlobNumbers numbers() {
        return Objects.requireNonNull(found, "nothing was missed yet");
    }

    byte[] load(int number) {
        BlobNumbers numbers = numbers();
        BlobPlace place = numbers.place(number);
        byte[] sealed = repository
                .repository()
                .store()
                .getRange(FileKind.PACK.key(place.pack()), place.offset(), place.length());
        return repository.open(numbers.id(number), place, sealed, 0);
    }

    private BlobNumbers read() throws InterruptedException {
        reading.lockInterruptibly();
        try {
            BlobNumbers known = found == null ? headers().numbers() : numbers();
            found = known;
            return known;
        } finally {
            reading.unlock();
        }
    }

    private BlobIndex headers() throws InterruptedException {
        BlobIndex headers = new BlobIndex();
        try (TaskGroup group = new TaskGroup(Workers.virtualThreads("check-headers"))) {
            for (StoredFile pack : packs) {
                group.forkWithin(SIDE_BY_SIDE, () -> read(pack.id(), headers));
            }
            group.join();
        }
        return headers;
    }

    private void read(FileId pack, BlobIndex headers) {
        try {
            headers.add(pack, repository.packHeader(pack));
        } catch (BackupException e) {
            Findings.requireDamage(e); // a pack that cannot be read brings nothing back
        }
    }
}
