package io.holdfast.check;

import io.holdfast.index.BlobNumbers;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * The blobs of the index by their numbers: which copies are damaged or gone, and which blobs snapshots need. Safe for any
 * thread.
 */
final class StoredBlobs {
    private final BlobNumbers numbers;
    private final NumberSet lost;
    private final NumberSet needed;
    private final AtomicBoolean anyLost = new AtomicBoolean();
    /** By pack: the number of its damage and one, or 0. */
    private final AtomicIntegerArray damages;

    StoredBlobs(BlobNumbers numbers) {
        this.numbers = numbers;
        lost = new NumberSet(numbers.size());
        needed = new NumberSet(numbers.size());
        damages = new AtomicIntegerArray(numbers.packs());
    }

    BlobNumbers numbers() {
        return numbers;
    }

    /** This copy cannot be read, because of its pack's damage. */
    void lose(int copy, int damage) {
        damages.set(numbers.packOf(copy), damage + 1);
        lost.add(copy);
        anyLost.set(true);
    }

    /** The damage of the pack in which the copy was lost. */
    int damageOf(int copy) {
        return damages.get(numbers.packOf(copy)) - 1;
    }

    boolean isLost(int copy) {
        return lost.contains(copy);
    }

    boolean anyLost() {
        return anyLost.get();
    }

    /** A snapshot needs the blob of this number. */
    void need(int blob) {
        needed.add(blob);
    }

    boolean isNeeded(int blob) {
        return needed.contains(blob);
    }

    /** The damages of all packs that have the blob; none where one of them has it whole. */
    DamageSet damages(int blob) {
        if (!lost.contains(blob)) {
            return DamageSet.NONE;
        }
        int[] copies = copies(blob);
        if (!Arrays.stream(copies).allMatch(lost::contains)) {
            return DamageSet.NONE;
        }
        return DamageSet.of(Arrays.stream(copies).map(this::damageOf));
    }

    int[] copies(int blob) {
        IntStream.Builder copies = IntStream.builder();
        numbers.forEachCopy(numbers.id(blob), numbers.type(blob), copies::add);
        return copies.build().toArray();
    }
}
