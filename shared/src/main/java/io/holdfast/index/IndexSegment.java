package io.holdfast.index;

import static io.holdfast.index.SegmentBuilder.NUMBERS;
import static io.holdfast.index.SegmentBuilder.RAW;
import static io.holdfast.index.SegmentBuilder.WORDS;

import io.holdfast.blob.BlobId;
import io.holdfast.blob.FileId;
import io.holdfast.encrypt.ByteSealer;
import java.util.List;

/** Blobs of one type, sorted by id, in little more than 48 bytes each. Immutable. */
final class IndexSegment {
    private final FileId[] packs;
    private final long[] ids;
    private final int[] places;
    private final int size;

    /** Takes over the arrays, of which {@code size} blobs take up the beginning. */
    IndexSegment(FileId[] packs, long[] ids, int[] places, int size) {
        this.packs = packs;
        this.ids = ids;
        this.places = places;
        this.size = size;
    }

    int size() {
        return size;
    }

    List<FileId> packs() {
        return List.of(packs);
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
                packs[places[number]],
                places[number + 1],
                length,
                raw ? length - ByteSealer.OVERHEAD : plainLength,
                !raw);
    }

    /** Which of {@link #packs} the blob lies in. */
    int pack(int at) {
        return places[at * NUMBERS];
    }

    /** The first blob with this id, or -1; further copies follow it. */
    int find(BlobId id) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, id) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < size && compare(low, id) == 0 ? low : -1;
    }

    boolean isAt(int at, BlobId id) {
        return at < size && compare(at, id) == 0;
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
