package io.holdfast.check;

import io.holdfast.index.BlobNumbers;
import java.util.Arrays;

/** The copies of blobs that the index places in each pack, in four bytes each. Immutable. */
final class PackContents {
    private final int[] starts;
    private final int[] copies;

    PackContents(BlobNumbers numbers) {
        starts = new int[numbers.packs() + 1];
        for (int copy = 0; copy < numbers.size(); copy++) {
            starts[numbers.packOf(copy) + 1] += numbers.isRepeat(copy) ? 0 : 1;
        }
        for (int pack = 0; pack < numbers.packs(); pack++) {
            starts[pack + 1] += starts[pack];
        }
        copies = new int[numbers.size()];
        int[] next = starts.clone();
        for (int copy = 0; copy < copies.length; copy++) {
            if (!numbers.isRepeat(copy)) {
                copies[next[numbers.packOf(copy)]++] = copy;
            }
        }
    }

    int[] copies(int pack) {
        return Arrays.copyOfRange(copies, starts[pack], starts[pack + 1]);
    }
}
