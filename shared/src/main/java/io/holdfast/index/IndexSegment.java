package io.holdfast.index;

import static io.holdfast.index.SegmentBuilder.NUMBERS;
import static io.holdfast.index.SegmentBuilder.RAW;
import static io.holdfast.index.SegmentBuilder.WORDS;

import io.holdfast.blob.BlobId;
import io.holdfast.encrypt.ByteSealer;

/** Blobs of one type, sorted by id, in 48 bytes each. Immutable. */
final class IndexSegment {
    private final PackTable packs;
    private final long[] ids;
    private final int[] places;

    /** Takes over the arrays. */
    IndexSegment(PackTable packs, long[] ids, int[] places) {
        this.packs = packs;
        this.ids = ids;
        this.places = places;
    }

    int size() {
        return ids.length / WORDS;
    }

    long[] ids() {
        return ids;
    }

    int[] places() {
        return places;
    }

    BlobId id(int at) {
        int word = at * WORDS;
        return BlobId.fromWords(ids[word], ids[word + 1], ids[word + 2], ids[word + 3]);
    }

    BlobPlace place(int at) {
        int number = at * NUMBERS;
        int length = places[number + 2];
        int plainLength = places[number + 3];
        boolean raw = plainLength == RAW;
        return new BlobPlace(
                packs.pack(places[number]),
                places[number + 1],
                length,
                raw ? length - ByteSealer.OVERHEAD : plainLength,
                !raw);
    }

    /** The number of the pack that the blob lies in. */
    int pack(int at) {
        return places[at * NUMBERS];
    }

    /** The first blob with this id, or -1; further copies follow it. */
    int find(BlobId id) {
        int low = 0;
        int high = size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < size() && compare(low, id) == 0 ? low : -1;
    }

    boolean isAt(int at, BlobId id) {
        return at < size() && compare(at, id) == 0;
    }

    private int compare(int at, BlobId id) {
        for (int word = 0; word < WORDS; word++) {
            int order = Long.compareUnsigned(ids[at * WORDS + word], id.word(word));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
