package io.holdfast.index;

import io.holdfast.blob.BlobId;
import java.util.Arrays;

/** Collects blobs in any order for an {@link IndexSegment}. Not thread-safe. */
final class SegmentBuilder {
    /** Words of an id. */
    static final int WORDS = 4;
    /** Numbers of a place: pack, offset, sealed length, length before compression or {@link #RAW}. */
    static final int NUMBERS = 4;

    static final int RAW = -1;

    private final PackTable packs;
    private long[] ids = new long[0];
    private int[] places = new int[0];
    private int size;

    /** The table has the packs' numbers. */
    SegmentBuilder(PackTable packs) {
        this.packs = packs;
    }

    void add(BlobId id, int pack, int offset, int length, int plainLengthOrRaw) {
        reserve(1);
        for (int word = 0; word < WORDS; word++) {
            ids[size * WORDS + word] = id.word(word);
        }
        int at = size * NUMBERS;
        places[at] = pack;
        places[at + 1] = offset;
        places[at + 2] = length;
        places[at + 3] = plainLengthOrRaw;
        size++;
    }

    void addAll(IndexSegment segment) {
        append(segment.ids(), segment.places(), segment.size());
    }

    int size() {
        return size;
    }

    /** Sorts by id; a blob told twice of the same place is kept once. */
    IndexSegment build() {
        long[] order = order();
        long[] sortedIds = new long[size * WORDS];
        int[] sortedPlaces = new int[size * NUMBERS];
        int kept = 0;
        for (long key : order) {
            int from = (int) key;
            System.arraycopy(ids, from * WORDS, sortedIds, kept * WORDS, WORDS);
            System.arraycopy(places, from * NUMBERS, sortedPlaces, kept * NUMBERS, NUMBERS);
            if (!repeats(sortedIds, sortedPlaces, kept)) {
                kept++;
            }
        }
        if (kept < size) {
            sortedIds = Arrays.copyOf(sortedIds, kept * WORDS);
            sortedPlaces = Arrays.copyOf(sortedPlaces, kept * NUMBERS);
        }
        return new IndexSegment(packs, sortedIds, sortedPlaces);
    }

    /**
     * The blobs in order of their ids: the low half of each long is a blob's number, the high half the first four bytes of
     * its id, which settles nearly all comparisons.
     */
    private long[] order() {
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = ((ids[i * WORDS] ^ Long.MIN_VALUE) & 0xffff_ffff_0000_0000L) | i;
        }
        Arrays.sort(order);
        for (int i = 1; i < size; i++) {
            long moving = order[i];
            int to = i;
            while (to > 0 && order[to - 1] >>> 32 == moving >>> 32 && compare((int) order[to - 1], (int) moving) > 0) {
                order[to] = order[to - 1];
                to--;
            }
            order[to] = moving;
        }
        return order;
    }

    private int compare(int a, int b) {
        for (int word = 0; word < WORDS; word++) {
            int order = Long.compareUnsigned(ids[a * WORDS + word], ids[b * WORDS + word]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Whether the last blob is one of those just before it, at the same place of the same pack. */
    private static boolean repeats(long[] sortedIds, int[] sortedPlaces, int last) {
        for (int i = last - 1; i >= 0 && equalIds(sortedIds, i, last); i--) {
            if (Arrays.equals(
                    sortedPlaces, i * NUMBERS, (i + 1) * NUMBERS, sortedPlaces, last * NUMBERS, (last + 1) * NUMBERS)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equalIds(long[] ids, int a, int b) {
        return Arrays.equals(ids, a * WORDS, (a + 1) * WORDS, ids, b * WORDS, (b + 1) * WORDS);
    }

    private void append(long[] moreIds, int[] morePlaces, int count) {
        reserve(count);
        System.arraycopy(moreIds, 0, ids, size * WORDS, count * WORDS);
        System.arraycopy(morePlaces, 0, places, size * NUMBERS, count * NUMBERS);
        size += count;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > ids.length / WORDS) {
            int capacity = Math.max(needed, size + size / 2 + 8);
            ids = Arrays.copyOf(ids, Math.multiplyExact(capacity, WORDS));
            places = Arrays.copyOf(places, Math.multiplyExact(capacity, NUMBERS));
        }
    }
}
