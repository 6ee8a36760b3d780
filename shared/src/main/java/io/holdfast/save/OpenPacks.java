package io.holdfast.save;

import io.holdfast.blob.BlobType;
import io.holdfast.concurrent.Permit;
import io.holdfast.concurrent.ThreadBudget;
import io.holdfast.encrypt.ByteSealer;
import io.holdfast.encrypt.SealedBlob;
import io.holdfast.pack.FinishedPack;
import io.holdfast.pack.PackBuilder;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The packs being filled: one for trees, and two for data of which each blob takes one at random, so that the sizes of a
 * known file's chunks cannot be read off a pack (restic issue 5291). Thread-safe; each pack has a lock of its own.
 */
final class OpenPacks {
    private final PackBuffers buffers;
    private final PackUploads uploads;
    private final ThreadBudget threads;
    private final int packSize;
    private final SecureRandom random;
    private final List<Slot> data;
    private final List<Slot> trees;

    OpenPacks(
            PackBuffers buffers,
            PackUploads uploads,
            ThreadBudget threads,
            int packSize,
            SecureRandom random,
            Supplier<ByteSealer> sealers) {
        this.buffers = buffers;
        this.uploads = uploads;
        this.threads = threads;
        this.packSize = packSize;
        this.random = random;
        this.data = List.of(new Slot(BlobType.DATA, sealers.get()), new Slot(BlobType.DATA, sealers.get()));
        this.trees = List.of(new Slot(BlobType.TREE, sealers.get()));
    }

    /** Copies the blob into a pack, waiting for a buffer if need be; a blob larger than a buffer is a pack by itself. */
    void add(SealedBlob blob) throws InterruptedException {
        List<Slot> slots = slots(blob.type());
        Slot slot = slots.size() == 1 ? slots.getFirst() : slots.get(random.nextInt(slots.size()));
        slot.lock.lockInterruptibly();
        try {
            if (blob.length() > buffers.bufferSize()) {
                slot.sendAlone(blob);
            } else {
                slot.add(blob);
            }
        } finally {
            slot.lock.unlock();
        }
    }

    /** Sends off whatever is open, as few packs as it fits in. Nothing must be added meanwhile. */
    void finish() {
        Slot first = data.getFirst();
        Slot second = data.getLast();
        if (first.pack != null && second.pack != null && first.pack.absorb(second.pack)) {
            second.drop();
        }
        data.forEach(Slot::sendOff);
        trees.forEach(Slot::sendOff);
    }

    private List<Slot> slots(BlobType type) {
        return switch (type) {
            case DATA -> data;
            case TREE -> trees;
        };
    }

    /** A place for one open pack. */
    private final class Slot {
        private final BlobType type;
        private final ByteSealer sealer;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable PackBuilder pack;

        Slot(BlobType type, ByteSealer sealer) {
            this.type = type;
            this.sealer = sealer;
        }

        void add(SealedBlob blob) throws InterruptedException {
            PackBuilder open = pack;
            if (open != null && !open.hasRoom(blob.length())) {
                sendOff();
                open = null;
            }
            if (open == null) {
                open = new PackBuilder(type, buffers.take(uploads::ensureSound), packSize);
                pack = open;
                uploads.ensureSound();
            }
            try (Permit _ = threads.acquire()) {
                open.append(blob);
            }
            if (open.isFull()) {
                sendOff();
            }
        }

        /** Uploads at once, as the blob's array is outside the budget and alive no longer than the call. */
        void sendAlone(SealedBlob blob) throws InterruptedException {
            FinishedPack alone;
            try (Permit _ = threads.acquire()) {
                alone = PackBuilder.alone(blob).finish(sealer);
            }
            uploads.now(alone);
        }

        void sendOff() {
            PackBuilder full = pack;
            if (full != null) {
                pack = null;
                FinishedPack finished = full.finish(sealer);
                uploads.begin(finished, () -> buffers.giveBack(full.buffer()));
            }
        }

        void drop() {
            PackBuilder absorbed = pack;
            if (absorbed != null) {
                pack = null;
                buffers.giveBack(absorbed.buffer());
            }
        }
    }
}
