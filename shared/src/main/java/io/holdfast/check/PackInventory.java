package io.holdfast.check;

import io.holdfast.index.BlobNumbers;
import io.holdfast.index.BlobPlace;
import io.holdfast.pack.PackHeader;
import io.holdfast.upload.StoredFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/** Holds the packs that are there against those that the index names. */
final class PackInventory {
    private final BlobNumbers numbers;
    private final List<StoredFile> sound = new ArrayList<>();
    private final List<StoredFile> wrongSize = new ArrayList<>();
    private final List<StoredFile> unindexed = new ArrayList<>();
    private final BitSet missing;
    /** By pack: how large it is by what the index says of its blobs, and how many those are. */
    private final long[] sizes;

    private final int[] blobs;

    PackInventory(BlobNumbers numbers, List<StoredFile> stored) {
        this.numbers = numbers;
        sizes = new long[numbers.packs()];
        blobs = new int[numbers.packs()];
        measure();
        missing = new BitSet(numbers.packs());
        for (int pack = 0; pack < blobs.length; pack++) {
            missing.set(pack, blobs[pack] > 0);
        }
        stored.forEach(this::sort);
    }

    /** Named by the index, and there with the size that they have by it. */
    List<StoredFile> sound() {
        return sound;
    }

    /** Named by the index, and there with another size. */
    List<StoredFile> wrongSize() {
        return wrongSize;
    }

    /** There, and not named by the index. */
    List<StoredFile> unindexed() {
        return unindexed;
    }

    /** The numbers of those that are not there. */
    BitSet missing() {
        return missing;
    }

    long size(int pack) {
        return sizes[pack];
    }

    int blobs(int pack) {
        return blobs[pack];
    }

    private void measure() {
        Arrays.fill(sizes, PackHeader.size(List.of()));
        for (int number = 0; number < numbers.size(); number++) {
            if (numbers.isRepeat(number)) {
                continue;
            }
            BlobPlace place = numbers.place(number);
            int pack = numbers.packOf(number);
            sizes[pack] += place.length() + (long) PackHeader.entrySize(place.compressed());
            blobs[pack]++;
        }
    }

    private void sort(StoredFile file) {
        OptionalInt pack = numbers.packNumber(file.id());
        if (pack.isEmpty() || blobs[pack.getAsInt()] == 0) {
            unindexed.add(file);
            return;
        }
        missing.clear(pack.getAsInt());
        (file.size() == sizes[pack.getAsInt()] ? sound : wrongSize).add(file);
    }
}
