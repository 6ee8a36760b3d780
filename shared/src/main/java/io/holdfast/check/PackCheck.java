package io.holdfast.check;

import io.holdfast.concurrent.DataPathLimits;
import io.holdfast.concurrent.TaskGroup;
import io.holdfast.concurrent.Workers;
import io.holdfast.index.BlobNumbers;
import io.holdfast.repository.IndexedRepository;
import io.holdfast.upload.FileKind;
import io.holdfast.upload.StoredFile;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Looks at the packs that the index names: whether each is there, and what of it can be read where it is to be read. */
final class PackCheck {
    private final IndexedRepository repository;
    private final StoredBlobs blobs;
    private final DamageList damages;
    private final DataPathLimits limits;
    private final PackInventory inventory;

    PackCheck(IndexedRepository repository, StoredBlobs blobs, DamageList damages, DataPathLimits limits) {
        this.repository = repository;
        this.blobs = blobs;
        this.damages = damages;
        this.limits = limits;
        inventory = new PackInventory(
                blobs.numbers(), repository.repository().files().list(FileKind.PACK));
    }

    List<StoredFile> unindexed() {
        return inventory.unindexed();
    }

    /** How many packs are there that the index names. */
    long packs() {
        return (long) inventory.sound().size() + inventory.wrongSize().size();
    }

    /** Loses what was in packs that are not there. */
    void noteMissing() {
        BlobNumbers numbers = blobs.numbers();
        int[] noted = new int[numbers.packs()];
        inventory.missing().stream().forEach(pack -> noted[pack] = noteMissing(pack));
        for (int copy = 0; copy < numbers.size() && !inventory.missing().isEmpty(); copy++) {
            if (inventory.missing().get(numbers.packOf(copy))) {
                blobs.lose(copy, noted[numbers.packOf(copy)]);
            }
        }
    }

    private int noteMissing(int pack) {
        int count = inventory.blobs(pack);
        return damages.add(
                "pack " + blobs.numbers().pack(pack),
                "it is missing: " + (count == 1 ? "its blob is lost" : "its " + count + " blobs are lost"),
                PackTrouble.MISSING.remedy(blobs.numbers().pack(pack)));
    }

    /** Reads what the subset chooses, and all that has the wrong size; answers how many bytes that was. */
    long read(DataSubset data, RandomGenerator random, CheckListener listener) throws InterruptedException {
        List<StoredFile> toRead = new ArrayList<>(inventory.wrongSize());
        toRead.addAll(data.choose(inventory.sound(), random));
        if (toRead.isEmpty()) {
            return 0;
        }
        long bytes = size(toRead);
        listener.packsToRead(toRead.size(), packs(), bytes, size(inventory.sound()) + size(inventory.wrongSize()));
        PackVerifier verifier =
                new PackVerifier(repository, limits, inventory, new PackContents(blobs.numbers()), blobs, damages);
        int sideBySide = Math.max(2, limits.threads().threads());
        try (TaskGroup group = new TaskGroup(Workers.platformThreads("check-packs"))) {
            for (StoredFile pack : toRead) {
                group.forkWithin(sideBySide, () -> {
                    verifier.verify(pack);
                    listener.bytesRead(pack.size());
                });
            }
            group.join();
        }
        return bytes;
    }

    private static long size(List<StoredFile> packs) {
        return packs.stream().mapToLong(StoredFile::size).sum();
    }
}
