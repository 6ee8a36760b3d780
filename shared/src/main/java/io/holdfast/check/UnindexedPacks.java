package io.holdfast.check;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.BlobType;
import io.holdfast.blob.FileId;
import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.ThreadBudget;
import io.holdfast.concurrent.Workers;
import io.holdfast.failure.BackupException;
import io.holdfast.index.BlobIndex;
import io.holdfast.index.BlobNumbers;
import io.holdfast.index.BlobPlace;
import io.holdfast.pack.PackEntry;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The packs that no index names. Their headers are read once a snapshot misses a blob, be it that no index names the blob or that
 * its packs have lost it, to tell what a new index would bring back; while nothing is missed, they concern nobody, and may be
 * many. Safe for any thread.
 */
final class UnindexedPacks {
    private static final int SIDE_BY_SIDE = 16;

    private final IndexedRepository repository;
    private final List<StoredFile> packs;
    private final DamageList damages;
    private final ThreadBudget threads;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable BlobNumbers found;
    private volatile boolean needed;

    UnindexedPacks(IndexedRepository repository, List<StoredFile> packs, DamageList damages, ThreadBudget threads) {
        this.repository = repository;
        this.packs = packs;
        this.damages = damages;
        this.threads = threads;
    }

    List<StoredFile> packs() {
        return packs;
    }

    /** Whether they have blobs that snapshots miss. */
    boolean areNeeded() {
        return needed;
    }

    /** The number of a blob among those that they have, or -1; asked where the index does not lead to the blob. */
    int find(BlobId id, BlobType type) throws InterruptedException {
        BlobNumbers known = found;
        int number = (known == null ? read() : known).find(id, type);
        if (number >= 0) {
            needed = true;
        }
        return number;
    }

    /** The same for who has a turn: it is given back while headers are read, or others are waited for who do so. */
    int find(BlobId id, BlobType type, Turn turn) throws InterruptedException {
        if (found == null) {
            turn.pause();
            BlobNumbers _ = read();
            turn.resume();
        }
        return find(id, type);
    }

    /** What snapshots lose by this, all of it in one. */
    DamageSet damage() {
        return DamageSet.of(damages.add(
                "index",
                "it does not name packs that are there and hold what snapshots need",
                Remedy.always("run restic repair index, which adds them, and check again; where packs are damaged, do"
                        + " before what is told of those")));
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

    private void read(FileId pack, BlobIndex headers) throws InterruptedException {
        try {
            List<PackEntry> entries = repository.packHeader(pack);
            try (Permit _ = threads.acquire()) {
                headers.add(pack, entries);
            }
        } catch (BackupException e) {
            Findings.requireDamage(e); // a pack that cannot be read brings nothing back
        }
    }
}
