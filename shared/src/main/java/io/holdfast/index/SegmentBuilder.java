package io.holdfast.index;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects blobs in any order for an {@link IndexSegment}. Not thread-safe. */
final class SegmentBuilder {
    /** Words of an id. */
    static final int WORDS = 4;
    /** Numbers of a place: pack, offset, sealed length, length before compression or {@link #RAW}. */
    static final int NUMBERS = 4;

    static final int RAW = -1;

    /** An array has no more numbers. */
    private static final double MOST = (Integer.MAX_VALUE - 8.0) / WORDS;

    /** Index files of the same length differ a little in how many blobs they name. */
    private static final double SLACK = 1.03;

    private final List<FileId> packs = new ArrayList<>();
    private long[] ids = new long[0];
    private int[] places = new int[0];
    private int size;

    /** Starts the blobs of a pack. */
    void pack(FileId pack) {
        packs.add(pack);
    }

    /** Adds a blob of the pack that was started last. */
    void add(BlobId id, int offset, int length, int plainLengthOrRaw) {
        reserve(size + 1, size + size / 2 + 64);
        for (int word = 0; word < WORDS; word++) {
            ids[size * WORDS + word] = id.word(word);
        }
        int at = size * NUMBERS;
        places[at] = packs.size() - 1;
        places[at + 1] = offset;
        places[at + 2] = length;
        places[at + 3] = plainLengthOrRaw;
        size++;
    }

    /** Of all that is to be added, {@code share} has been then: so much room is made at once where more is needed. */
    void addAll(SegmentBuilder other, double share) {
        append(other.packs, other.ids, other.places, other.size, share);
    }

    void addAll(IndexSegment segment) {
        append(segment.packs(), segment.ids(), segment.places(), segment.size(), 1);
    }

    int size() {
        return size;
    }

    /** Sorts by id, in place; a blob told twice of the same place is kept once. The builder is used up by that. */
    IndexSegment build() {
        arrange(order());
        int kept = 0;
        for (int from = 0; from < size; from++) {
            move(from, kept);
            if (!repeats(kept)) {
                kept++;
            }
        }
        if (kept < ids.length / WORDS - ids.length / WORDS / 8) {
            ids = Arrays.copyOf(ids, kept * WORDS);
            places = Arrays.copyOf(places, kept * NUMBERS);
        }
        return new IndexSegment(packs.toArray(new FileId[0]), ids, places, kept);
    }

    /** Brings each blob where the order has its number, one cycle of the permutation after the other. */
    private void arrange(long[] order) {
        long[] id = new long[WORDS];
        int[] place = new int[NUMBERS];
        for (int start = 0; start < size; start++) {
            System.arraycopy(ids, start * WORDS, id, 0, WORDS);
            System.arraycopy(places, start * NUMBERS, place, 0, NUMBERS);
            int to = start;
            for (int from = (int) order[to]; from != start && from != to; from = (int) order[to]) {
                move(from, to);
                order[to] = to;
                to = from;
            }
            System.arraycopy(id, 0, ids, to * WORDS, WORDS);
            System.arraycopy(place, 0, places, to * NUMBERS, NUMBERS);
            order[to] = to;
        }
    }

    private void move(int from, int to) {
        System.arraycopy(ids, from * WORDS, ids, to * WORDS, WORDS);
        System.arraycopy(places, from * NUMBERS, places, to * NUMBERS, NUMBERS);
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

    /** Whether the blob is one of those just before it, at the same place of a pack of the same id. */
    private boolean repeats(int last) {
        for (int i = last - 1; i >= 0 && compare(i, last) == 0; i--) {
            boolean samePlace = Arrays.equals(
                    places, i * NUMBERS + 1, (i + 1) * NUMBERS, places, last * NUMBERS + 1, (last + 1) * NUMBERS);
            if (samePlace && packs.get(places[i * NUMBERS]).equals(packs.get(places[last * NUMBERS]))) {
                return true;
            }
        }
        return false;
    }

    private void append(List<FileId> morePacks, long[] moreIds, int[] morePlaces, int count, double share) {
        int needed = Math.addExact(size, count);
        reserve(needed, (int) Math.min(MOST, needed / share * SLACK));
        System.arraycopy(moreIds, 0, ids, size * WORDS, count * WORDS);
        System.arraycopy(morePlaces, 0, places, size * NUMBERS, count * NUMBERS);
        for (int i = size; i < size + count; i++) {
            places[i * NUMBERS] += packs.size();
        }
        packs.addAll(morePacks);
        size += count;
    }

    private void reserve(int needed, int wanted) {
        if (needed > ids.length / WORDS) {
            int capacity = Math.max(needed, wanted);
            ids = Arrays.copyOf(ids, Math.multiplyExact(capacity, WORDS));
            places = Arrays.copyOf(places, Math.multiplyExact(capacity, NUMBERS));
        }
    }
}
